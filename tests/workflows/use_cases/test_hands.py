"""Tasks change hands: claimed, released, delegated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tasks.registers.deputies import record_absence
from tests.kit.city import City
from workflows.errors import ClaimedByAnother, NoLongerOpen, NotYours
from workflows.records.event_log import event_log
from workflows.runtime import begin
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.delegate_user_task import delegate_user_task
from workflows.use_cases.release_user_task import release_user_task


@pytest.fixture
def case(city: City) -> int:
    """A case whose first task waits for any officer."""
    return city.start("kit_approval", by="officer1")


def do(city: City, verb: Callable[..., None], case: int, *who: int, by: str, **more: Any) -> None:
    with begin(city.services) as uow:
        verb(uow, city.task(case, "write").id, *who, actor=city.person(by), now=city.clock.now(), **more)


def test_a_claimed_task_cannot_be_claimed_by_a_colleague(city: City, case: int) -> None:
    do(city, claim_user_task, case, by="officer1")

    with pytest.raises(ClaimedByAnother):
        do(city, claim_user_task, case, by="officer2")
    assert city.task(case, "write").assignee_id == city.person("officer1")


def test_claiming_twice_is_claiming_once(city: City, case: int) -> None:
    do(city, claim_user_task, case, by="officer1")
    do(city, claim_user_task, case, by="officer1")

    with city.connection() as connection:
        assert connection.scalars(select(event_log.c.kind)).all() == ["started", "task_claimed"]


def test_only_a_candidate_may_claim(city: City, case: int) -> None:
    with pytest.raises(NotYours):
        do(city, claim_user_task, case, by="budget1")


def test_a_released_task_is_everybodys_again(city: City, case: int) -> None:
    do(city, claim_user_task, case, by="officer1")
    do(city, release_user_task, case, by="officer1")
    do(city, claim_user_task, case, by="officer2")

    assert city.task(case, "write").assignee_id == city.person("officer2")


def test_a_delegated_task_stands_in_the_list_of_whoever_it_was_handed_to(city: City, case: int) -> None:
    do(city, delegate_user_task, case, city.person("budget1"), by="team_lead1", reason="휴가")

    assert city.worklist("budget1") == [(case, "write")]
    city.finish(case, "write", by="budget1", values={"subject": "도입"})
    assert city.worklist("budget1") == []


def test_a_finished_task_changes_hands_no_more(city: City, case: int) -> None:
    task_id = city.task(case, "write").id
    city.finish(case, "write", by="officer1", values={"subject": "도입"})

    with pytest.raises(NoLongerOpen), begin(city.services) as uow:
        claim_user_task(uow, task_id, actor=city.person("officer2"), now=city.clock.now())


def test_a_task_that_nobody_may_do_is_an_incident_until_it_is_handed_to_somebody(city: City) -> None:
    today = date(2027, 1, 4)
    with city.unit_of_work() as uow:
        record_absence(uow.connection, city.person("member3"), today, today, "출장")
    case = city.start("kit_board", values={"reviewers": [city.person("member3"), city.person("member1")]})
    task = city.task(case, "opinion", index=0)
    assert [(each.source, each.code) for each in city.incidents(case)] == [("task", "nobody_may")]

    with begin(city.services) as uow:
        delegate_user_task(uow, task.id, city.person("member2"), actor=city.person("operator1"), now=city.clock.now())

    assert city.incidents(case) == []
    city.finish(case, "opinion", by="member2")
    city.finish(case, "opinion", by="member1")
    assert city.state(case) == "completed"
