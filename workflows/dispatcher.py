"""Wakes due timers, jobs and moves from a thread of the web process, at most two seconds after they are due."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from sqlalchemy import select

from tasks.registers.staff_stamp import staff_stamp
from workflows.clock import city_date
from workflows.instances.faults import attempt
from workflows.records.instance import instance
from workflows.records.outbox import outbox
from workflows.records.timer import timer
from workflows.runtime import read
from workflows.services import Services
from workflows.use_cases.advance_moves import advance_moves
from workflows.use_cases.begin_scheduled_moves import begin_scheduled_moves
from workflows.use_cases.fire_timers import fire_timers
from workflows.use_cases.reask_candidates import reask_candidates
from workflows.use_cases.run_jobs import run_jobs

logger = logging.getLogger(__name__)

LONGEST_SLEEP = 1.0
"""Seconds: what another process wrote is seen after this long at the latest."""


class Dispatcher:
    """A thread that sleeps until something is due, a commit of this process leaves it work, or a second has passed."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._awake = threading.Event()
        self._stopping = False
        self._sleep = LONGEST_SLEEP
        """Seconds until something is due, as far as is known."""
        self._standing: tuple[str | None, date] | None = None
        self._asked_until: int | None = None
        """The case up to which it was asked again who may do its tasks; None when all were asked about."""
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._services.on_commit.append(self._awake.set)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being done and end; returns when the thread has ended."""
        self._stopping = True
        self._awake.set()
        self._thread.join()
        self._services.on_commit.remove(self._awake.set)

    def _run(self) -> None:
        while not self._stopping:
            self._awake.clear()
            faults = [fault for step in self._steps() if (fault := attempt(step)) is not None]
            for fault in faults:
                logger.error("dispatcher: %s: %s", fault.code, fault.message)
            self._awake.wait(LONGEST_SLEEP if faults else self._sleep)

    def _steps(self) -> Iterator[Callable[[], object]]:
        """Give what is looked after, each by itself: one that fails holds up none behind it."""
        services, now = self._services, self._services.clock.now()
        yield partial(fire_timers, services, now=now)
        yield partial(run_jobs, services, now=now)
        yield partial(begin_scheduled_moves, services, now=now)
        yield partial(advance_moves, services, now=now)
        yield partial(self._follow_staff, now)
        yield self._look_ahead

    def _follow_staff(self, now: datetime) -> None:
        """Ask again who may do the open tasks once people moved, and on every new day: absences begin and end.

        A few cases at a time: what is due comes first again before the next few.
        """
        with read(self._services) as connection:
            standing = (connection.scalar(select(staff_stamp.c.stamp)), city_date(now))
        if standing != self._standing:
            self._standing, self._asked_until = standing, 0
        if self._asked_until is not None:
            self._asked_until = reask_candidates(self._services, now=now, after=self._asked_until).after

    def _look_ahead(self) -> None:
        """See how long nothing will be due."""
        if self._asked_until is not None:
            self._sleep = 0.0
            return
        due = next_due(self._services)
        away = LONGEST_SLEEP if due is None else (due - self._services.clock.now()).total_seconds()
        self._sleep = min(max(away, 0.05), LONGEST_SLEEP)


def next_due(services: Services) -> datetime | None:
    """Give when the next timer or job of an instance that runs is due; None when there is none."""
    running = instance.c.status == "running"
    timers = select(timer.c.next_at).join(instance, instance.c.id == timer.c.instance_id).where(running)
    jobs = (
        select(outbox.c.next_at)
        .join(instance, instance.c.id == outbox.c.instance_id)
        .where(outbox.c.status.in_(("ready", "leased")), instance.c.status != "suspended")
    )
    with read(services) as connection:
        found = [  # the first of an index, whatever is armed behind it
            connection.scalar(timers.order_by(timer.c.next_at).limit(1)),
            connection.scalar(jobs.order_by(outbox.c.next_at).limit(1)),
        ]
    return min((each for each in found if each is not None), default=None)
