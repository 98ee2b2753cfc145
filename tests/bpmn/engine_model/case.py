"""One instance of a process on the model's side: its variables, what is open, what is waited for, what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.bpmn.engine_model.blocks import Event, Process
from tests.bpmn.engine_model.model import Level, OpenTask
from tests.bpmn.engine_model.parts import Part, Payload


@dataclass
class Armed:
    """An event that is waited for."""

    serial: int
    element: str
    event: Event
    due: datetime | None
    left: int
    fire: Callable[[Payload], None]


class Case:
    """The outermost part; a test acts on it."""

    def __init__(self, process: Process, now: datetime) -> None:
        self.case, self.level, self.now, self.serials = self, None, now, count(1)
        self.scope = dict(process.values)
        self.open: list[OpenTask] = []
        self.armed: dict[int, Armed] = {}
        self.trace: Counter[tuple[str, str]] = Counter()
        self.state = ""
        self.parts: list[Part] = [Level(process, self)]
        self.parts[0].begin()

    # --- what the test does

    def fail(self, task: OpenTask, code: str) -> None:
        task.up.throw("error", code, task)

    def deliver(self, armed: Armed, payload: Payload) -> None:
        """Fire an event; a timer that fires again goes on waiting, a message or signal in any case."""
        if armed.due is not None:
            armed.due, armed.left = armed.due + timedelta(seconds=armed.event.seconds), armed.left - 1
            if armed.left == 0:
                del self.armed[armed.serial]
        armed.fire(payload)

    def tick(self, now: datetime) -> None:
        while due := [(a.due, a.serial) for a in self.armed.values() if a.due is not None and a.due <= now]:
            self.now, serial = min(due)
            self.deliver(self.armed[serial], {})
        self.now = now

    def cancel(self) -> None:
        for part in self.parts:
            part.cancel()
        self.state = "cancelled"

    # --- what the parts tell

    def ended(self, part: Part) -> None:
        self.state = "completed"

    def throw(self, kind: str, code: str, source: Part) -> None:
        assert kind == "escalation", f"nobody catches the {kind} {code}"

    def note(self, block: Any, *events: str) -> None:
        if hasattr(block, "id"):
            self.trace.update((block.id, event) for event in events)

    def arm(self, element: str, event: Event, fire: Callable[[Payload], None]) -> int:
        serial = next(self.serials)
        due = self.now + timedelta(seconds=event.seconds) if event.kind == "timer" else None
        self.armed[serial] = Armed(serial, element, event, due, event.times, fire)
        return serial
