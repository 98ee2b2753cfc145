"""Walks through everything the engine itself can do with a small process: the truth that verdicts are held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, combinations

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.engine.marking import Marking
from bpmn.model import BpmnError, Message, Step
from bpmn.soundness.graphs import closure

NOW = datetime(2027, 1, 4, tzinfo=UTC)
FATAL = {"step_budget", "stalled", "unhandled_error", "condition_alone", "too_deep", "unhandled_cancel"}


class TooMany(Exception):  # noqa: N818  # says what it is
    """The process has more states than the walk may visit."""


@dataclass
class EngineSpace:
    """Every marking the engine comes to, each with a state that stands there, and which follow from which."""

    engine: Engine
    bundle: Bundle
    most: int = 150
    states: dict[Marking, bytes] = field(default_factory=dict)
    following: dict[Marking, set[Marking]] = field(default_factory=dict)
    ended: set[Marking] = field(default_factory=set)
    stuck: set[Marking] = field(default_factory=set)

    def __post_init__(self) -> None:
        text = self.bundle.files["process.bpmn"].decode()
        self.asked = sorted(set(re.findall(r"&quot;(\w+)&quot; in go", text)))
        self.first = {self.meet(step) for step in self.starts()}

    def choices(self) -> Iterator[list[str]]:
        every = chain.from_iterable(combinations(self.asked, count) for count in range(len(self.asked) + 1))
        return map(list, every)

    def starts(self) -> Iterator[Step]:
        for go in self.choices():
            yield self.engine.start(self.bundle, {"go": go}, NOW)

    def steps(self, state: bytes) -> Iterator[Step]:
        everything = self.engine.inspect(self.bundle, state)
        for go in self.choices():
            values = {"go": go}
            for work in (*everything.opened, *everything.jobs):
                yield self.engine.complete(self.bundle, state, work.work_id, values, NOW)
            for job in everything.jobs:
                if self.catches(job.element):
                    yield self.engine.signal(self.bundle, state, BpmnError(job.work_id, "any", values), NOW)
            for sub in everything.subscribed:
                yield self.engine.signal(self.bundle, state, Message(sub.name, "", values), NOW)

    def catches(self, job: str) -> bool:
        """Whether a job may fail: the activity itself, or a sub-process around it, catches errors."""
        return any(f'id="{host}_b"' in self.text for host in self.around(job) if f'attachedToRef="{host}"' in self.text)

    @property
    def text(self) -> str:
        return self.bundle.files["process.bpmn"].decode()

    def around(self, job: str) -> list[str]:
        parts = job.split("_")
        return ["_".join(parts[:number]) for number in range(1, len(parts) + 1)]

    def meet(self, step: Step) -> Marking:
        marking = self.engine.marking(self.bundle, step.state)
        if any(incident.code in FATAL for incident in step.advance.incidents):
            self.stuck.add(marking)
        if step.advance.ended:
            self.ended.add(marking)
        if marking not in self.states:
            self.states[marking] = step.state
            if len(self.states) > self.most:
                raise TooMany
        return marking

    def walk(self) -> EngineSpace:
        waiting = list(self.first)
        done: set[Marking] = set()
        for marking in waiting:
            if marking in done:
                continue
            done.add(marking)
            self.following[marking] = set()
            if marking not in self.stuck and marking not in self.ended:
                self.following[marking] = {self.meet(step) for step in self.steps(self.states[marking])}
                waiting += self.following[marking] - done
        return self

    @property
    def hopeless(self) -> set[Marking]:
        """The markings from which the end is out of reach, or where a token is stuck for good."""
        backwards: dict[Marking, list[Marking]] = {}
        for marking, following in self.following.items():
            for other in following:
                backwards.setdefault(other, []).append(marking)
        return (set(self.states) - closure(self.ended, backwards)) | self.stuck

    def may_stick(self, marking: Marking) -> bool:
        return not closure([marking], self.following).isdisjoint(self.hopeless)
