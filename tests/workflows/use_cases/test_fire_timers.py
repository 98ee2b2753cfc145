"""Timers fire once, when they are due, however late somebody looks."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.kit.city import City
from workflows.records.event_log import event_log
from workflows.records.timer import timer
from workflows.runtime import begin
from workflows.use_cases.fire_timers import fire_timers
from workflows.use_cases.retry_incident import retry_incident


def test_a_timer_that_is_not_due_does_not_fire(city: City) -> None:
    city.start("kit_waits", by="officer1")

    assert fire_timers(city.services, now=city.clock.now() + timedelta(minutes=59)) == 0


def test_a_timer_due_during_three_days_of_downtime_fires_once_and_its_due_moment_is_recorded(city: City) -> None:
    case = city.start("kit_waits", by="officer1")
    due = city.clock.now() + timedelta(hours=1)
    back = city.clock.now() + timedelta(days=3)

    assert [fire_timers(city.services, now=back) for _ in range(2)] == [1, 0]

    with city.connection() as connection:
        entry = select(event_log.c.at, event_log.c.body).where(event_log.c.kind == "timer_fired")
        (fired,) = connection.execute(entry).all()
    assert fired.at == back
    assert json.loads(fired.body)["timers"] == [["hour", due.isoformat()]]
    assert city.incidents(case) == []


def test_a_reminder_leaves_the_task_that_it_reminds_of_open(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    city.finish(case, "write", by="officer1", values={"subject": "도입"})

    city.advance(days=3)

    assert city.open_tasks(case) == ["review", "remind"]


def test_a_finished_task_takes_its_timer_along(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    city.finish(case, "write", by="officer1", values={"subject": "도입"})
    city.finish(case, "review", by="officer2", values={"decision": "approve"})

    with city.connection() as connection:
        assert connection.execute(select(timer)).all() == []


def test_a_step_that_keeps_failing_changes_nothing_and_ends_as_an_incident(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = city.start("kit_waits", by="officer1")
    engine = city.services.engine
    tries: list[datetime] = []

    def broken(bundle: Any, state: bytes, now: datetime) -> None:
        tries.append(now)
        raise MemoryError("no memory")

    with monkeypatch.context() as patch:
        patch.setattr(engine, "tick", broken)
        for pause in (3600, 13, 73, 730, 3600):
            city.clock.advance(timedelta(seconds=pause))
            assert fire_timers(city.services, now=city.clock.now()) == 0

    assert len(tries) == 4
    (incident,) = city.incidents(case)
    assert (incident.source, incident.element, incident.code) == ("timer", "hour", "MemoryError")

    with begin(city.services) as uow:
        retry_incident(uow, incident.id, actor=city.person("operator1"), now=city.clock.now())
    assert fire_timers(city.services, now=city.clock.now()) == 1
    assert city.incidents(case) == []


def test_many_due_cases_all_move(city: City) -> None:
    cases = [city.start("kit_waits", by="officer1") for _ in range(30)]
    city.advance(hours=1)

    with city.connection() as connection:
        moved = connection.scalars(select(event_log.c.instance_id).where(event_log.c.kind == "timer_fired")).all()
    assert sorted(moved) == cases
