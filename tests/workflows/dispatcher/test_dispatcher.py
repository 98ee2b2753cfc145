"""What is due happens by itself, at most two seconds later, and stops when told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from tasks.registers import people, roles
from tests.kit.city import City
from tests.kit.clock import SimulatedClock
from tests.kit.copies import copy_case
from tests.kit.operations import install
from tests.kit.programs import until
from tests.kit.studio import PROCESS, Studio
from workflows import dispatcher
from workflows.clock import SystemClock
from workflows.dispatcher import Dispatcher
from workflows.queries.moves import living
from workflows.records.candidate import candidate
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.runtime import begin
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.reask_candidates import reask_candidates
from workflows.use_cases.schedule_move import schedule_move

PROMISE = 2.0
"""Seconds after which what is due happens at the latest; on a busy machine nobody measures it."""


@pytest.fixture
def running(city: City) -> Iterator[City]:
    """A city in real time with its dispatcher at work."""
    install(city)
    city.services = replace(city.services, clock=SystemClock(), on_commit=[])
    at_work = Dispatcher(city.services)
    at_work.start()
    yield city
    at_work.stop()


@pytest.fixture
def sleeper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a dispatcher sleep for a day unless it is woken."""
    monkeypatch.setattr(dispatcher, "LONGEST_SLEEP", 24 * 3600.0)


def comes(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    until(holds, lambda: "it never came")


def test_what_another_process_left_is_looked_for_often_enough() -> None:
    assert dispatcher.LONGEST_SLEEP < PROMISE


def test_a_job_runs_at_once_because_the_commit_wakes_the_dispatcher(sleeper: None, running: City) -> None:
    case = running.start("kit_jobs", by="officer1")
    with begin(running.services) as uow:
        task = running.task(case, "ask")
        complete_user_task(uow, task.id, {}, actor=running.person("officer1"), now=running.services.clock.now())

    comes(lambda: running.state(case) == "completed")


def test_cases_go_along_to_a_version_by_themselves(running: City) -> None:
    running.clock = SimulatedClock(running.services.clock.now())
    running.publish(PROCESS)
    running.start(PROCESS, by="officer1")
    studio, owner = Studio(running), running.person("owner2")
    studio.open()
    studio.rename("검토", "심사")
    version = studio.publish(studio.submit("고침"))
    with running.unit_of_work() as uow:
        schedule_move(uow, PROCESS, version.definition_id, None, actor=owner, now=running.clock.now())

    def followed() -> dict[int, int]:
        with running.connection() as connection:
            return dict(living(connection, PROCESS))

    comes(lambda: followed() == {2: 1})


def test_a_timer_fires_within_two_seconds_after_it_is_due(running: City) -> None:
    running.clock = SimulatedClock(running.services.clock.now() - timedelta(hours=1) + timedelta(seconds=1))
    case = running.start("kit_waits", by="officer1")  # its hour ends one second from now

    with running.connection() as connection:
        due = connection.execute(select(timer.c.next_at).where(timer.c.instance_id == case)).scalar_one()
    comes(lambda: "paper_arrived" in waiting(running))

    assert running.services.clock.now() >= due


def test_work_left_by_another_process_is_found_without_being_told(running: City) -> None:
    elsewhere = replace(running.services, on_commit=[])
    case = running.start("kit_jobs", by="officer1")
    with begin(elsewhere) as uow:
        task = running.task(case, "ask")
        complete_user_task(uow, task.id, {}, actor=running.person("officer1"), now=running.services.clock.now())

    comes(lambda: running.state(case) == "completed")


def test_what_fails_again_and_again_holds_up_nothing_else(running: City) -> None:
    case = running.start("kit_jobs", by="officer1")
    with running.unit_of_work() as uow:
        uow.connection.execute(text("ALTER TABLE timer RENAME TO lost"))
        task = running.task(case, "ask")
        complete_user_task(uow, task.id, {}, actor=running.person("officer1"), now=running.services.clock.now())

    comes(lambda: running.state(case) == "completed")


def test_what_is_due_does_not_wait_until_thousands_were_asked_again_who_may_do_their_tasks(
    running: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = running.start("kit_approval", by="officer1")
    with running.unit_of_work() as uow:
        copy_case(uow.connection, case, 3000)
        person = people.add(uow.connection, "officer3", "새 주무관", "New Officer")
        roles.give(uow.connection, person, "officer", from_day=date(2026, 1, 4), division="ai_policy")
    comes(lambda: asked(running, person) > 0)

    job = running.start("kit_jobs", by="officer1")
    with begin(running.services) as uow:
        task = running.task(job, "ask")
        complete_user_task(uow, task.id, {}, actor=running.person("officer1"), now=running.services.clock.now())
    found_by_the_next_few: list[str] = []

    def noting(*given: Any, **more: Any) -> Any:
        found_by_the_next_few.append(running.state(job))
        return reask_candidates(*given, **more)

    monkeypatch.setattr(dispatcher, "reask_candidates", noting)
    comes(lambda: running.state(job) == "completed")
    assert found_by_the_next_few.count("running") <= 1


def asked(city: City, person: int) -> int:
    """Count the tasks in a person's worklist."""
    with city.connection() as connection:
        mine = select(func.count()).select_from(candidate).where(candidate.c.person_id == person)
        return int(connection.execute(mine).scalar_one())


def test_a_dispatcher_ends_when_told_and_leaves_no_thread(city: City) -> None:
    services = replace(city.services, on_commit=[])
    at_work = Dispatcher(services)
    at_work.start()

    at_work.stop()

    assert services.on_commit == []
    assert "dispatcher" not in {thread.name for thread in threading.enumerate()}


def waiting(city: City) -> list[str]:
    """List the messages that cases wait for."""
    with city.connection() as connection:
        return list(connection.scalars(select(subscription.c.name)))
