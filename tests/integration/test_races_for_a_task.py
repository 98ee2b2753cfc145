"""Who may take, give back or pass on a task is decided once nobody else can change it any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

import pytest
from sqlalchemy import delete, select, update

from tests.kit.city import City
from tests.kit.visitor import Visitor
from workflows.errors import ClaimedByAnother, NotYours
from workflows.instances.open_task import OpenTask
from workflows.records.candidate import candidate
from workflows.records.event_log import event_log
from workflows.records.user_task import user_task
from workflows.runtime import begin
from workflows.site import create_site
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.release_user_task import release_user_task

T = TypeVar("T")

WAITING = 0.4
"""Seconds until a request that meets the lock surely stands before it."""


@pytest.fixture
def case(city: City) -> int:
    """A case whose first task waits for any officer."""
    return city.start("kit_approval", by="officer1")


def meanwhile(city: City, case: int, late: Callable[[], T], faster: Callable[[Any, int], None]) -> Future[T]:
    """Let `faster` change the task in a transaction before whose lock `late` waits; give what becomes of `late`."""
    task = city.task(case, "write").id
    with ThreadPoolExecutor(1) as crowd:
        with begin(city.services) as uow:
            OpenTask.lock(uow, task, city.person("officer1"))
            asked = crowd.submit(late)
            time.sleep(WAITING)
            faster(uow, task)
        asked.exception()
    return asked


def held_by(person: int | None) -> Callable[[Any, int], None]:
    def write(uow: Any, task: int) -> None:
        uow.connection.execute(update(user_task).where(user_task.c.id == task).values(assignee_id=person))

    return write


def test_who_claims_too_late_hears_that_a_colleague_has_it(city: City, case: int) -> None:
    task, now, late = city.task(case, "write").id, city.clock.now(), city.person("officer2")

    def claim() -> None:
        with begin(city.services) as uow:
            claim_user_task(uow, task, actor=late, now=now)

    asked = meanwhile(city, case, claim, held_by(city.person("officer1")))

    assert isinstance(asked.exception(), ClaimedByAnother)
    assert city.task(case, "write").assignee_id == city.person("officer1")


def test_who_is_a_candidate_no_longer_claims_nothing(city: City, case: int) -> None:
    task, now, late = city.task(case, "write").id, city.clock.now(), city.person("officer2")

    def claim() -> None:
        with begin(city.services) as uow:
            claim_user_task(uow, task, actor=late, now=now)

    def strike(uow: Any, task: int) -> None:
        row = (candidate.c.task_id == task) & (candidate.c.person_id == late)
        uow.connection.execute(delete(candidate).where(row))

    asked = meanwhile(city, case, claim, strike)

    assert isinstance(asked.exception(), NotYours)
    assert city.task(case, "write").assignee_id is None


def test_who_finishes_a_task_that_a_colleague_claimed_meanwhile_is_refused(city: City, case: int) -> None:
    task, now, late = city.task(case, "write").id, city.clock.now(), city.person("officer2")

    def finish() -> None:
        with begin(city.services) as uow:
            complete_user_task(uow, task, {"subject": "도입"}, actor=late, now=now)

    asked = meanwhile(city, case, finish, held_by(city.person("officer1")))

    assert asked.exception() is not None
    assert city.open_tasks(case) == ["write"]


def test_a_candidate_does_not_pass_on_what_a_colleague_claimed_meanwhile(city: City, case: int) -> None:
    someone = Visitor(create_site(city.services))
    someone.enter_as("officer2")
    address = f"/tasks/{city.task(case, 'write').id}"
    sent = {"csrf": someone.csrf(address), "to": str(city.person("officer1")), "reason": "출장"}

    asked = meanwhile(
        city, case, lambda: someone.post(f"{address}/delegate", sent).status, held_by(city.person("operator1"))
    )

    assert asked.result() in (403, 409)
    assert city.task(case, "write").assignee_id == city.person("operator1")


def test_a_lead_does_not_free_what_went_to_another_division_meanwhile(city: City, case: int) -> None:
    city.claim(case, "write", by="officer1")
    lead = Visitor(create_site(city.services))
    lead.enter_as("team_lead1")
    address = f"/tasks/{city.task(case, 'write').id}"
    sent = {"csrf": lead.csrf("/"), "reason": "병가"}

    asked = meanwhile(city, case, lambda: lead.post(f"{address}/release", sent).status, held_by(city.person("budget1")))

    assert asked.result() in (403, 409)
    assert city.task(case, "write").assignee_id == city.person("budget1")


def test_of_sixty_four_who_claim_at_once_one_has_it(city: City, case: int) -> None:
    task, now = city.task(case, "write").id, city.clock.now()
    people = [city.person("officer1"), city.person("officer2")]

    def claim(number: int) -> str:
        try:
            with begin(city.services) as uow:
                claim_user_task(uow, task, actor=people[number % 2], now=now)
        except ClaimedByAnother:
            return "too late"
        return "mine"

    with ThreadPoolExecutor(64) as crowd:
        outcomes = list(crowd.map(claim, range(64)))

    holder = city.task(case, "write").assignee_id
    assert outcomes == ["mine" if people[number % 2] == holder else "too late" for number in range(64)]


def test_a_task_released_and_claimed_back_and_forth_is_never_lost(city: City, case: int) -> None:
    task, now = city.task(case, "write").id, city.clock.now()

    def swing(login: str) -> int:
        person, had = city.person(login), 0
        for _ in range(16):
            with suppress(ClaimedByAnother):
                with begin(city.services) as uow:
                    claim_user_task(uow, task, actor=person, now=now)
                had += 1
                with begin(city.services) as uow:
                    release_user_task(uow, task, actor=person, now=now)
        return had

    with ThreadPoolExecutor(2) as crowd:
        had = list(crowd.map(swing, ("officer1", "officer2")))

    with city.connection() as connection:
        changes = connection.scalars(select(event_log.c.kind).where(event_log.c.task_id == task)).all()
    assert changes == ["task_claimed", "task_released"] * sum(had)
    assert city.task(case, "write").assignee_id is None
