"""What a transaction caused in one instance, over all the engine's steps in it: opened and closed are net."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from bpmn.model import Advance, Happened, Incident, Job, OpenWork, Subscription, Thrown, Timer


class Changes:
    """Collects advances; what opened and closed within the same transaction leaves no row."""

    def __init__(self, external: Collection[str] = ()) -> None:
        self._external = external
        """Operations that must never run inside a transaction, whatever the diagram says."""
        self.stepped = False
        self.opened: dict[int, OpenWork] = {}
        self.jobs: dict[int, Job] = {}
        """External jobs that wait for a worker."""
        self.local_jobs: dict[int, Job] = {}
        """Jobs still to be run before this transaction may end, first come first served."""
        self.closed: dict[int, Literal["completed", "cancelled"]] = {}
        self.armed: dict[int, Timer] = {}
        self.disarmed: set[int] = set()
        self.subscribed: dict[int, Subscription] = {}
        self.unsubscribed: set[int] = set()
        self.thrown: list[Thrown] = []
        self.happened: list[Happened] = []
        self.incidents: tuple[Incident, ...] = ()
        self.ended: Literal["", "completed", "cancelled"] = ""

    def add(self, advance: Advance) -> None:
        """Take in one more step of the engine."""
        self.stepped = True
        self._close(advance)
        self.opened.update((work.work_id, work) for work in advance.opened)
        for job in advance.jobs:
            local = job.execution == "local" and job.operation not in self._external
            (self.local_jobs if local else self.jobs)[job.work_id] = job
        self._arm(advance)
        self.thrown += advance.thrown
        self.happened += advance.happened
        self.incidents = advance.incidents
        self.ended = advance.ended or self.ended

    def _close(self, advance: Advance) -> None:
        for closed in advance.closed:
            fresh = [work.pop(closed.work_id, None) for work in (self.opened, self.jobs, self.local_jobs)]
            if not any(fresh):
                self.closed[closed.work_id] = closed.outcome

    def _arm(self, advance: Advance) -> None:
        for timer_id in advance.disarmed:
            if self.armed.pop(timer_id, None) is None:
                self.disarmed.add(timer_id)
        self.armed.update((timer.timer_id, timer) for timer in advance.armed)
        for subscription_id in advance.unsubscribed:
            if self.subscribed.pop(subscription_id, None) is None:
                self.unsubscribed.add(subscription_id)
        self.subscribed.update((each.subscription_id, each) for each in advance.subscribed)
