"""Leads the real engine along the path of a fault."""

from __future__ import annotations

from collections import Counter, defaultdict

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.engine.marking import Marking
from bpmn.model import BpmnError, Message
from bpmn.model import Step as Taken
from bpmn.soundness import Fault, Step
from tests.bpmn.soundness.engine_space import NOW


class TwoWaysAtOnce(Exception):  # noqa: N818  # says what it is
    """An element is passed twice in one call in different ways, which data that stands still cannot tell it to."""


class Replay:
    """One path; the choices of every gateway are handed in before it is passed."""

    def __init__(self, engine: Engine, bundle: Bundle, fault: Fault) -> None:
        self.engine, self.bundle, self.fault = engine, bundle, fault
        nodes = {flow.id: node.name for level in engine.load(bundle).levels.values()
                 for node in level.task_specs.values() for flow in getattr(node, "flows", ())}  # fmt: skip
        self.choices: defaultdict[str, list[list[str]]] = defaultdict(list)
        for step in fault.steps:
            if step.kind == "flow":
                self.choices[nodes[step.element]][-1].append(step.element)
            else:
                self.choices[step.element].append([])
        self.passed: Counter[str] = Counter()

    def run(self) -> Marking:
        for step in self.fault.steps:
            if step.kind in ("start", "complete", "event", "error"):
                self.take(self.call(step))
        return self.engine.marking(self.bundle, self.state)

    def go(self) -> dict[str, list[str]]:
        """Say what each element chooses next."""
        return {"go": [flow for name, ways in self.choices.items() for flow in ways[self.passed[name]:][:1] or [[]]
                       for flow in flow]}  # fmt: skip

    def take(self, taken: Taken) -> None:
        self.state = taken.state
        done = Counter(line.element for line in taken.advance.happened if line.event == "completed")
        for name, count in done.items():
            ways = self.choices[name][self.passed[name] :][:count]
            if any(way != ways[0] for way in ways):
                raise TwoWaysAtOnce
        self.passed += done

    def call(self, step: Step) -> Taken:
        if step.kind == "start":
            return self.engine.start(self.bundle, self.go(), NOW)
        everything = self.engine.inspect(self.bundle, self.state)
        work = {each.element: each.work_id for each in (*everything.opened, *everything.jobs)}
        if step.kind == "complete":
            return self.engine.complete(self.bundle, self.state, work[step.element], self.go(), NOW)
        if step.kind == "error":
            failing = next(iter(job for job in everything.jobs if step.element in self.catching(job.element)))
            event: BpmnError | Message = BpmnError(failing.work_id, "any", self.go())
        else:
            names = {each.element: each.name for each in everything.subscribed}
            event = Message(names[step.element], "", self.go())
        return self.engine.signal(self.bundle, self.state, event, NOW)

    def catching(self, job: str) -> frozenset[str]:
        parts = job.split("_")
        return frozenset("_".join(parts[:number]) + "_b" for number in range(1, len(parts) + 1))
