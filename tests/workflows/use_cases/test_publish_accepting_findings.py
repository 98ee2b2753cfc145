"""What is no error but has to be known is published only when the second person accepts it by name."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kit.city import City
from tests.kit.studio import APPROVAL, PROCESS, Studio
from workflows.drafts.finding_gate import FindingsNotAccepted
from workflows.instances.gate import to_accept
from workflows.queries.names import names_of
from workflows.queries.studio_history import accepted_with

UNPROVEN = f"soundness_unproven:{PROCESS}:"
ONCE_MORE = f'<bpmn:callActivity id="remind" calledElement="{PROCESS}" name="독촉"'


@pytest.fixture
def submission(city: City) -> tuple[Studio, int]:
    """Hand over a process that calls itself: not every state of it can be looked at."""
    city.publish(PROCESS)
    studio = Studio(city)
    studio.open()
    studio.rename('<bpmn:userTask id="remind" name="독촉"', ONCE_MORE)
    return studio, studio.submit("독촉을 다시 결재하게 함")


def test_what_could_not_be_proven_keeps_a_submission_back(submission: tuple[Studio, int]) -> None:
    studio, number = submission
    with pytest.raises(FindingsNotAccepted) as refused:
        studio.publish(number)
    assert [each.key for each in refused.value.findings] == [UNPROVEN]
    assert "증명되지 않았습니다" in refused.value.text("ko")


def test_the_second_person_may_take_it_upon_themselves(submission: tuple[Studio, int]) -> None:
    studio, number = submission
    assert studio.publish_accepting(number, [UNPROVEN]).number == 2


def test_what_the_second_person_took_upon_themselves_is_kept(submission: tuple[Studio, int]) -> None:
    studio, number = submission
    studio.publish_accepting(number, [UNPROVEN, "of no finding"])
    with studio.city.connection() as connection:
        (deed,) = accepted_with(connection, PROCESS, 2)
        who = names_of(connection, [studio.city.person("owner2")])
    assert (deed.kind, [deed.actor], deed.at) == ("findings_accepted", list(who.values()), studio.city.clock.now())
    (item,) = deed.accepted
    assert item["key"] == UNPROVEN
    assert "증명되지 않았습니다." in item["ko"][-20:]


def test_whether_a_clause_is_in_force_is_asked_for_the_day_of_effect(city: City) -> None:
    bundle = Studio.edited(APPROVAL, '<bpmn:userTask id="write"', '<bpmn:userTask id="write" jorye:clauses="A5P2I1"')
    days = (date(2025, 7, 14), date(2025, 7, 15))
    keys = [[each.key for each in to_accept(city.services, bundle, day)] for day in days]
    assert keys == [["clause_not_in_force:write:A5P2I1"], []]
