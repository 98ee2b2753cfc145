"""W11: how late a timer fires while thousands of tasks are asked again who may do them, beside a quiet dispatcher."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import func, select

from benchmarks.place import NOW, STORES, Place, place
from benchmarks.timing import Measured
from bpmn.bundle import Bundle
from tasks.registers import people, roles
from workflows.dispatcher import Dispatcher
from workflows.records.candidate import candidate
from workflows.records.timer import timer
from workflows.runtime import begin, read
from workflows.services import Services
from workflows.use_cases.publish_bundle import publish_bundle

CASE = Path(__file__).parent / "due_case"
CASES = 20_000
DUE = 30
"""Timers of each half of the measurement, half a second apart."""
APART = 0.5
LATEST = 2_000
"""Milliseconds after which a due timer must have fired."""
NEVER = "2099-01-01T00:00:00+09:00"


class OfficeHours:
    """A clock that goes on from a Monday morning on which the demo people hold their posts."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> datetime:
        """Give the moment, aware, in UTC."""
        return NOW + timedelta(seconds=time.monotonic() - self._began)


def measure() -> Iterator[Measured]:
    """Measure on every store."""
    for store in STORES:
        with place(store) as here:
            here.services = replace(here.services, clock=OfficeHours(), on_commit=[])
            yield _late(here)


def _late(here: Place) -> Measured:
    with begin(here.services) as uow:
        publish_bundle(uow, Bundle.read(CASE), actor=None, now=NOW)
    here.start(CASES, {"due_at": NEVER}, "due_case")
    with _dispatching(here.services):
        quiet = _lateness(here)
        newcomer = _hire(here)
        late = _lateness(here)
        asked = _asked(here.services, newcomer)
    worst = max(late)
    return Measured(
        "W11", f"a due timer, {CASES:,} tasks being asked again", here.store, median(late), "nothing else to do",
        median(quiet), median(late) / median(quiet), f"worst ≤ {LATEST:,} ms", worst <= LATEST and asked > 0,
        note=f"worst {worst:.0f} ms, {max(quiet):.0f} ms when quiet; {asked:,} asked meanwhile",
    )  # fmt: skip


@contextmanager
def _dispatching(services: Services) -> Iterator[None]:
    dispatcher = Dispatcher(services)
    dispatcher.start()
    try:
        yield
    finally:
        dispatcher.stop()


def _hire(here: Place) -> int:
    """Let one more person hold the role, so that every case has somebody new to ask."""
    with begin(here.services) as uow:
        newcomer = people.add(uow.connection, "newcomer", "새 주무관", "New Officer")
        roles.give(uow.connection, newcomer, "officer", from_day=NOW.date(), division="ai_policy")
    return newcomer


def _lateness(here: Place) -> list[float]:
    """Arm timers one after the other and give by how many milliseconds each was late."""
    first = here.services.clock.now() + timedelta(seconds=3)
    moments = [first + timedelta(seconds=APART * number) for number in range(DUE)]
    cases = [here.start(1, {"due_at": moment.isoformat()}, "due_case")[0] for moment in moments]
    return [_fired(here.services, case, moment) for case, moment in zip(cases, moments, strict=True)]


def _fired(services: Services, case: int, moment: datetime) -> float:
    armed = select(func.count()).select_from(timer).where(timer.c.instance_id == case)
    while True:
        with read(services) as connection:
            if not connection.execute(armed).scalar_one():
                return (services.clock.now() - moment).total_seconds() * 1000
        time.sleep(0.01)


def _asked(services: Services, person: int) -> int:
    with read(services) as connection:
        mine = select(func.count()).select_from(candidate).where(candidate.c.person_id == person)
        return int(connection.execute(mine).scalar_one())
