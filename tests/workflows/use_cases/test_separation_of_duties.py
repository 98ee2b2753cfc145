"""Another pair of eyes (직무 분리): who did one step keeps away from the other, however many did it."""

from __future__ import annotations

import pytest

from tests.kit.city import City
from tests.kit.visitor import Visitor
from workflows.errors import MustBeAnotherPerson
from workflows.runtime import begin
from workflows.site import create_site
from workflows.use_cases.delegate_user_task import delegate_user_task

EVERYBODY = {f"member{number}" for number in range(1, 9)} | {f"smember{number}" for number in range(1, 13)}


def concluding(city: City, case: int) -> set[str]:
    """Name the members in whose worklist the conclusion stands."""
    return {login for login in EVERYBODY if (case, "conclude") in city.worklist(login)}


def opened(city: City, *logins: str, later: tuple[str, ...] = (), rounds: int = 1) -> int:
    """Start a case in which these members, and in the next round those, give their opinion."""
    people, others = [city.person(each) for each in logins], [city.person(each) for each in later]
    values = {"reviewers": people, "later": others, "rounds": 0, "wanted": rounds}
    return city.start("kit_second_opinion", values=values)


def test_everyone_who_gave_an_opinion_is_kept_from_the_conclusion(city: City) -> None:
    case = opened(city, "member1", "member2", "member3")
    for member, index in (("member2", 1), ("member3", 1), ("member1", 0)):
        city.finish(case, "opinion", by=member, index=index)

    assert {"member4", "member8"} <= concluding(city, case)
    assert concluding(city, case).isdisjoint({"member1", "member2", "member3"})


def test_nobody_of_them_gets_it_handed_either(city: City) -> None:
    case = opened(city, "member1", "member2")
    city.finish(case, "opinion", by="member1")
    city.finish(case, "opinion", by="member2")
    task, now = city.task(case, "conclude").id, city.clock.now()

    with pytest.raises(MustBeAnotherPerson), begin(city.services) as uow:
        delegate_user_task(uow, task, city.person("member1"), actor=city.person("operator1"), now=now)


def test_nobody_of_them_finds_a_way_through_the_pages(city: City) -> None:
    case = opened(city, "member1", "member2")
    city.finish(case, "opinion", by="member1")
    city.finish(case, "opinion", by="member2")
    first = Visitor(create_site(city.services))
    first.enter_as("member1")

    assert first.open(f"/tasks/{city.task(case, 'conclude').id}").status == 404


def test_after_a_new_round_only_who_spoke_in_it_is_kept_away(city: City) -> None:
    case = opened(city, "member1", "member2", later=("member3",), rounds=2)
    for member in ("member1", "member2", "member3"):
        city.finish(case, "opinion", by=member)

    assert "member3" not in concluding(city, case)
    assert {"member1", "member2"} <= concluding(city, case)
