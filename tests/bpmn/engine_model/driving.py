"""Walks a process on the engine and on the model side by side, in a random order, and compares after every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine, NotOpen
from bpmn.model import Advance, BpmnError, Cancel, Message, OpenWork, Signal, Step
from tests.bpmn.engine_model.blocks import Process
from tests.bpmn.engine_model.case import Armed, Case
from tests.bpmn.engine_model.drawing import drawn
from tests.bpmn.engine_model.making import CODES
from tests.bpmn.engine_model.model import OpenTask

START = datetime(2027, 1, 4, tzinfo=UTC)
STEPS = 60
FRESH = 0.3
"""How often the next call goes to an engine that has never seen the instance."""


class Mismatch(AssertionError):  # noqa: N818  # says what it is
    """The engine and the model disagree."""


@dataclass
class Walk:
    """One process on its way."""

    process: Process
    random: Random
    engines: list[Engine]
    done: list[str] = field(default_factory=list)
    """What was done so far, to read when something fails."""

    def __post_init__(self) -> None:
        self.xml = drawn(self.process)
        self.bundle = Bundle.from_files({"process.bpmn": self.xml.encode()})
        self.now = START
        self.serials = count(1)
        self.open: dict[int, OpenWork] = {}
        self.seen: Counter[tuple[str, str]] = Counter()

    @property
    def engine(self) -> Engine:
        return self.engines[self.random.random() < FRESH]

    def run(self) -> None:
        self.model = Case(self.process, self.now)
        self.take(self.engine.start(self.bundle, self.process.values, self.now))
        for _ in range(STEPS):
            if self.model.state:
                break
            self.step()
        if not self.model.state:
            self.cancel()

    def take(self, step: Step) -> None:
        self.state = step.state
        self.compare(step.advance)

    # --- what may happen next

    def step(self) -> None:
        actions = [(self.complete, 6.0 if self.model.open else 0), (self.fail, 1.0 if self.model.open else 0)]
        waits = Counter(armed.event.kind for armed in self.model.armed.values())
        actions += [(self.send, 1.5 if waits["message"] else 0), (self.broadcast, 1.5 if waits["signal"] else 0)]
        actions += [(self.pass_time, 1.5 if waits["timer"] else 0), (self.disturb, 0.4)]
        if not self.model.open:
            actions = actions[2:5]
        self.random.choices([action for action, _ in actions], [weight for _, weight in actions])[0]()

    def complete(self) -> None:
        task, work = self.choose(self.model.open)
        serial = next(self.serials)
        values: dict[str, Any] = {f"w_{task.block.id}": serial}
        if self.random.random() < 0.5:
            values["shared"] = serial
        if task.block.asks:
            answer = self.random.choice(task.block.answers)
            values[task.block.asks] = list(answer) if isinstance(answer, tuple) else answer
        self.done.append(f"complete {task.block.id} {task.items} {values}")
        task.complete(values)
        self.take(self.engine.complete(self.bundle, self.state, work.work_id, values, self.now))

    def fail(self) -> None:
        able = [task for task in self.model.open if self.catchable(task)]
        if not able:
            return self.complete()
        task, work = self.choose(able)
        code = self.random.choice(sorted(self.catchable(task)))
        self.done.append(f"fail {task.block.id} {code}")
        self.model.fail(task, code)
        self.take(self.engine.signal(self.bundle, self.state, BpmnError(work.work_id, code), self.now))
        return None

    def catchable(self, task: OpenTask) -> set[str]:
        """Find the error codes that somebody catches here, by asking the parts outwards."""
        found: set[str] = set()
        part, source = task.up, task
        while part is not self.model:
            found |= part.catchable(source)
            part, source = part.up, part
        return set(CODES) if "" in found else found

    def send(self) -> None:
        armed = self.random.choice([armed for armed in self.model.armed.values() if armed.event.kind == "message"])
        first = min(
            (other for other in self.model.armed.values() if other.event == armed.event), key=lambda other: other.serial
        )
        payload = {f"m_{armed.element}": next(self.serials)}
        self.done.append(f"message {armed.event.name} {payload}")
        self.model.deliver(first, payload)
        self.take(self.engine.signal(self.bundle, self.state, Message(armed.event.name, "", payload), self.now))

    def broadcast(self) -> None:
        name = self.random.choice(
            [armed.event.name for armed in self.model.armed.values() if armed.event.kind == "signal"]
        )
        payload = {f"m_{name}": next(self.serials)}
        self.done.append(f"signal {name} {payload}")
        waiting = [
            armed for armed in self.model.armed.values() if armed.event == armed.event and armed.event.name == name
        ]
        for armed in sorted(waiting, key=lambda armed: armed.serial):
            if armed.serial in self.model.armed:
                self.model.deliver(armed, payload)
        self.take(self.engine.signal(self.bundle, self.state, Signal(name, payload), self.now))

    def pass_time(self) -> None:
        due = sorted({armed.due for armed in self.model.armed.values() if armed.due})
        self.now = self.random.choice(due[:3]) + timedelta(milliseconds=self.random.choice((0, 1, 250_000)))
        self.done.append(f"time {self.now}")
        self.model.tick(self.now)
        self.take(self.engine.tick(self.bundle, self.state, self.now))

    def cancel(self) -> None:
        self.done.append("cancel the instance")
        self.model.cancel()
        self.take(self.engine.signal(self.bundle, self.state, Cancel(), self.now))

    def disturb(self) -> None:
        """Do what must have no effect: finish what is not open, send what nobody waits for, ring before time."""
        self.done.append("disturb")
        calls: list[Callable[[], Step]] = [
            lambda: self.engine.complete(self.bundle, self.state, 10_000, {}, self.now),
            lambda: self.engine.signal(self.bundle, self.state, Message("nobody"), self.now),
        ]
        for call in calls:
            with pytest.raises(NotOpen):
                call()
        self.take(self.engine.tick(self.bundle, self.state, self.now))

    def choose(self, tasks: list[OpenTask]) -> tuple[OpenTask, OpenWork]:
        """Choose an open task and find it on the engine: the same element, items, and age among equals."""
        task = self.random.choice(tasks)
        equals = [other for other in self.model.open if key_of_task(other) == key_of_task(task)]
        works = sorted((w for w in self.open.values() if key_of_work(w) == key_of_task(task)), key=lambda w: w.work_id)
        place = sorted(equals, key=lambda other: other.serial).index(task)
        return task, works[place]

    # --- comparing

    def compare(self, advance: Advance) -> None:
        """Compare what is open and waited for, what happened, the data and the end."""
        for closed in advance.closed:
            self.open.pop(closed.work_id, None)
        self.open |= {work.work_id: work for work in advance.opened}
        everything, model = self.engine.inspect(self.bundle, self.state), self.model
        self.same("kept open tasks", set(self.open), {work.work_id for work in everything.opened})
        self.same("open tasks", Counter(map(key_of_task, model.open)), Counter(map(key_of_work, self.open.values())))
        self.same("waiting events", Counter(map(key_of_armed, model.armed.values())), Counter(waiting(everything)))
        self.same("incidents", (), advance.incidents)
        self.same("end", model.state, advance.ended)
        self.same("values", model.scope, self.engine.values(self.bundle, self.state))
        self.same("trace", net(model.trace - self.seen), net(happened(advance)))
        self.seen = model.trace.copy()

    def same(self, what: str, expected: Any, found: Any) -> None:
        if expected != found:
            raise Mismatch(f"{what}: the model has {_lacking(expected, found)}, the engine {_lacking(found, expected)}")


def key_of_task(task: OpenTask) -> tuple[Any, ...]:
    return task.block.id, tuple(sorted(task.items.items()))


def key_of_work(work: OpenWork) -> tuple[Any, ...]:
    return work.element, tuple(sorted((name, value) for name, value in work.values.items() if name.startswith("i_")))


def key_of_armed(armed: Armed) -> tuple[str, object]:
    return armed.element, armed.due or armed.event.name


def waiting(advance: Advance) -> list[tuple[str, object]]:
    timers: list[tuple[str, object]] = [(timer.element, timer.due) for timer in advance.armed]
    return timers + [(subscription.element, subscription.name) for subscription in advance.subscribed]


def happened(advance: Advance) -> Counter[tuple[str, str]]:
    """Give the trace without gateways, start and plain end events, which the model does not know."""
    return Counter((line.element, line.event) for line in advance.happened if line.element[0] in "tbhpwx")


def net(trace: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Leave out what began and was taken back within one step: how far it got is nobody's business."""
    for element in {element for element, _ in trace}:
        fleeting = min(trace[element, "entered"], trace[element, "cancelled"])
        trace[element, "entered"] -= fleeting
        trace[element, "cancelled"] -= fleeting
    return +trace


def _lacking(one: Any, other: Any) -> Any:
    return dict(one - other) if isinstance(one, Counter) else one
