"""What stands open in a play right now, kept up to date from each step of the engine."""

from __future__ import annotations

import copy
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bpmn.model import Happened, Incident, Job, OpenWork, Step, Subscription, Timer, Values
from bpmn.play.outcome import PlayError, Waiting
from bpmn.play.script import Script, Sent

Row = TypeVar("Row")


@dataclass(slots=True)
class Board:
    """One situation of a play; `fork` gives a copy on which a future can be tried out."""

    now: datetime
    answers: dict[str, deque[Values]]
    sent: list[Sent]
    state: bytes = b""
    tasks: dict[int, OpenWork] = field(default_factory=dict)
    """Open user tasks in the order in which they opened."""
    jobs: dict[int, Job] = field(default_factory=dict)
    timers: dict[int, Timer] = field(default_factory=dict)
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    places: defaultdict[str, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    """Element → its open tasks and jobs, oldest first."""
    refused: set[int] = field(default_factory=set)
    """Tasks and jobs whose answer could not be taken; they are not tried again."""
    trace: list[Happened] = field(default_factory=list)
    entered: set[str] = field(default_factory=set)
    completed: set[str] = field(default_factory=set)
    incidents: dict[tuple[int, str], Incident] = field(default_factory=dict)
    """Every incident there was; one that closes with the activity it stopped is a fault all the same."""
    errors: list[PlayError] = field(default_factory=list)
    fired: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Timer element → how often it fired."""
    unscripted: int = 0
    """Moves in a row in which the script had no say."""
    ended: bool = False

    @classmethod
    def of(cls, script: Script, now: datetime) -> Board:
        """Lay out the board before the start of a play."""
        return cls(now, {element: deque(given) for element, given in script.answers.items()}, list(script.sent))

    def fork(self) -> Board:
        """Copy the situation."""
        twin = copy.copy(self)
        twin.answers = {element: deque(given) for element, given in self.answers.items()}
        twin.places = defaultdict(dict, {element: dict(open_) for element, open_ in self.places.items() if open_})
        for name in ("sent", "tasks", "jobs", "timers", "subscriptions", "refused", "trace", "entered", "completed"):
            setattr(twin, name, copy.copy(getattr(self, name)))
        for name in ("incidents", "errors", "fired"):
            setattr(twin, name, copy.copy(getattr(self, name)))
        return twin

    def take(self, step: Step) -> None:
        """Record one step of the engine."""
        self.state, advance = step.state, step.advance
        for closed in advance.closed:
            self._close(closed.work_id)
        for work in advance.opened:
            self.tasks[work.work_id] = work
            self.places[work.element][work.work_id] = None
        for job in advance.jobs:
            self.jobs[job.work_id] = job
            self.places[job.element][job.work_id] = None
        _replace(self.timers, advance.disarmed, {timer.timer_id: timer for timer in advance.armed})
        _replace(self.subscriptions, advance.unsubscribed, {sub.subscription_id: sub for sub in advance.subscribed})
        self._record(advance.happened)
        self.incidents.update({(incident.work_id, incident.code): incident for incident in advance.incidents})
        self.ended = bool(advance.ended)

    def standing(self, element: str) -> int | None:
        """Give the oldest open task or job of an element that still can be finished."""
        return next((work for work in self.places.get(element, ()) if work not in self.refused), None)

    def next_timer(self) -> Timer | None:
        """Give the timer that fires next."""
        return min(self.timers.values(), key=lambda timer: (timer.due, timer.timer_id), default=None)

    def waiting(self) -> Iterator[Waiting]:
        """List what is still open, each with what it waits for."""
        for work in self.tasks.values():
            yield Waiting("user_task", work.element, work.name, work.due)
        for job in self.jobs.values():
            yield Waiting("job", job.element, job.name)
        for timer in sorted(self.timers.values(), key=lambda timer: timer.due):
            yield Waiting("timer", timer.element, due=timer.due)
        for place in self.subscriptions.values():
            yield Waiting(place.kind, place.element, place.name, correlation=place.correlation)

    def _close(self, work_id: int) -> None:
        work = self.tasks.pop(work_id, None) or self.jobs.pop(work_id, None)
        if work:
            self.places[work.element].pop(work_id, None)
        self.refused.discard(work_id)

    def _record(self, happened: tuple[Happened, ...]) -> None:
        self.trace.extend(happened)
        for line in happened:
            if line.event == "entered":
                self.entered.add(line.element)
            elif line.event == "completed":
                self.completed.add(line.element)


def _replace(rows: dict[int, Row], gone: tuple[int, ...], came: Mapping[int, Row]) -> None:
    for key in gone:
        rows.pop(key, None)
    rows.update(came)
