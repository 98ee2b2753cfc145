"""A fault at any statement leaves nothing half-done: afterwards everything is as before, or everything is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests.kit.city import City
from tests.kit.operations import install
from tests.kit.statements import counting
from workflows.records.migrations import all_tables
from workflows.runtime import begin
from workflows.use_cases import run_jobs as jobs
from workflows.use_cases.cancel_instance import cancel_instance
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.delegate_user_task import delegate_user_task
from workflows.use_cases.deliver_message import deliver_message
from workflows.use_cases.fire_timers import _fire
from workflows.use_cases.start_process import start_process
from workflows.use_cases.start_recurring import start_recurring

Act = Callable[[], object]


class StruckError(Exception):
    """Raised in the middle of a step, by nobody's fault."""


def everything(city: City) -> dict[str, list[tuple[Any, ...]]]:
    """Give the content of every table."""
    with city.connection() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(sa.select(table))), key=repr)
            for tables in all_tables()
            for table in tables.sorted_tables
        }


def start(city: City) -> Act:
    city.publish("kit_approval")

    def act() -> None:
        with begin(city.services) as uow:
            start_process(uow, "kit_approval", {}, actor=city_people["officer1"], now=city.clock.now())

    return act


def start_yearly(city: City) -> Act:
    city.publish("kit_approval")

    def act() -> None:
        with begin(city.services) as uow:
            start_recurring(uow, "kit_approval", "2027", {}, now=city.clock.now())

    return act


def complete(city: City) -> Act:
    case = city.start("kit_approval", by="officer1")
    task_id = city.task(case, "write").id

    def act() -> None:
        with begin(city.services) as uow:
            complete_user_task(
                uow,
                task_id,
                {"subject": "도입"},
                actor=city_people["officer1"],
                now=city.clock.now(),
                idempotency_key="click",
            )

    return act


def complete_with_local_job(city: City) -> Act:
    install(city)
    case = city.start("kit_jobs", by="officer1")
    task_id = city.task(case, "ask").id

    def act() -> None:
        with begin(city.services) as uow:
            complete_user_task(uow, task_id, {}, actor=city_people["officer1"], now=city.clock.now())

    return act


def job_done(city: City) -> Act:
    complete_with_local_job(city)()
    job = jobs._lease(city.services, city.clock.now())
    assert job is not None
    return lambda: jobs._run_job(city.services, job, city.clock.now())


def timer(city: City) -> Act:
    case = city.start("kit_waits", by="officer1")
    city.clock.advance(timedelta(hours=1))
    return lambda: _fire(city.services, case, city.clock.now(), [])


def message(city: City) -> Act:
    city.start("kit_waits", by="officer1")
    city.advance(hours=1)

    def act() -> None:
        with begin(city.services) as uow:
            deliver_message(uow, "paper_arrived", now=city.clock.now())

    return act


def claim(city: City) -> Act:
    case = city.start("kit_approval", by="officer1")
    task_id = city.task(case, "write").id

    def act() -> None:
        with begin(city.services) as uow:
            claim_user_task(uow, task_id, actor=city_people["officer1"], now=city.clock.now())

    return act


def delegate(city: City) -> Act:
    case = city.start("kit_approval", by="officer1")
    task_id = city.task(case, "write").id

    def act() -> None:
        with begin(city.services) as uow:
            delegate_user_task(
                uow, task_id, city_people["officer2"], actor=city_people["officer1"], now=city.clock.now()
            )

    return act


def cancel(city: City) -> Act:
    case = city.start("kit_approval", by="officer1")

    def act() -> None:
        with begin(city.services) as uow:
            cancel_instance(uow, case, reason="철회", actor=city_people["officer1"], now=city.clock.now())

    return act


city_people: dict[str, int] = {}
SCENARIOS = [
    start,
    start_yearly,
    complete,
    complete_with_local_job,
    job_done,
    timer,
    message,
    claim,
    delegate,
    cancel,
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_a_fault_at_any_statement_undoes_the_whole_step(city: City, scenario: Callable[[City], Act]) -> None:
    city_people.update({login: city.person(login) for login in ("officer1", "officer2")})
    act = scenario(city)
    before = everything(city)
    points = 0
    while True:
        point = points + 1

        def strike(number: int, point: int = point) -> None:
            if number == point:
                raise StruckError

        try:
            with counting(city.services, strike):
                act()
        except StruckError:
            points += 1
            assert everything(city) == before, f"statement {point} left something behind"
        else:
            break

    assert points >= 4
    assert everything(city) != before
