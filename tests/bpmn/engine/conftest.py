"""Draws small processes and walks through them, every step once on what was kept and once on what was stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.model import Advance, BpmnError, Cancel, Message, Signal, Step, Values

SECRET = b"test secret of thirty-two bytes!"
START = datetime(2027, 1, 4, 0, 0, tzinfo=UTC)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jorye="urn:jorye:bpmn:1" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" id="definitions">\n'
)


def plus_days(day: date, count: int) -> date:
    return day + timedelta(days=count)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {"plus_days": plus_days}


class Draw:
    """Writes BPMN: `draw("userTask", "a")`, `draw.flows("start a end", "x y [amount > 3]", "x z default")`."""

    def __call__(self, kind: str, element: str, *inside: str, **attributes: str) -> str:
        named = {"default_": "default"}
        pairs = [f'{named.get(key, key).replace("__", ":")}="{_escaped(value)}"' for key, value in attributes.items()]
        return f'<bpmn:{kind} id="{element}" {" ".join(pairs)}>{"".join(inside)}</bpmn:{kind}>\n'

    def flows(self, *paths: str) -> str:
        """Draw sequence flows: `a b c` is two flows; `a b [condition]` has a condition. Ids are `a_b`, `a_b_2` …"""
        drawn, used = "", dict[str, int]()
        for path in paths:
            way, _, condition = path.partition("[")
            nodes = way.split()
            for source, target in pairwise(nodes):
                used[f"{source}_{target}"] = used.get(f"{source}_{target}", 0) + 1
                count = used[f"{source}_{target}"]
                name = f"{source}_{target}" + (f"_{count}" if count > 1 else "")
                text = condition.removesuffix("]")
                inner = f"<bpmn:conditionExpression>{_escaped(text)}</bpmn:conditionExpression>" if text else ""
                drawn += f'<bpmn:sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">{inner}'
                drawn += "</bpmn:sequenceFlow>\n"
        return drawn

    def event(self, kind: str, element: str, definition: str, **attributes: str) -> str:
        """Draw an event with one definition: `timer PT1H`, `message paid`, `error late`, `conditional x > 3` …"""
        name, _, value = definition.partition(" ")
        return self(kind, element, _DEFINITIONS[name](value.strip()), **attributes)

    def boundary(self, element: str, host: str, definition: str, *, interrupting: bool = True) -> str:
        """Draw a boundary event."""
        attributes = {"attachedToRef": host, "cancelActivity": str(interrupting).lower()}
        return self.event("boundaryEvent", element, definition, **attributes)

    def task_chain(self, *elements: str) -> str:
        """Draw user tasks one after the other between `start` and `end`."""
        nodes = [self("startEvent", "start"), *(self("userTask", name) for name in elements), self("endEvent", "end")]
        return "".join(nodes) + self.flows(" ".join(("start", *elements, "end")))

    def document(self, *parts: str, around: str = "", process_id: str = "process") -> str:
        """Make a whole file of one process; `around` goes beside the process."""
        body = "".join(parts)
        declared = "".join(
            f'<bpmn:{kind} id="{kind}_{name}" name="{name}" {code}="{name}"/>'
            for kind, code in (
                ("message", "x"),
                ("signal", "x"),
                ("error", "errorCode"),
                ("escalation", "escalationCode"),
            )
            for name in sorted(set(re.findall(rf'{kind}Ref="{kind}_(\w+)"', body)))
        ).replace(' x="', ' name_="')
        declared = re.sub(r' name_="\w+"', "", declared)
        return (
            f'{HEAD}{declared}{around}<bpmn:process id="{process_id}" isExecutable="true">\n{body}</bpmn:process>\n'
            "</bpmn:definitions>"
        )

    def bundle(self, *parts: str, around: str = "", files: Mapping[str, str] | None = None) -> Bundle:
        """Make a bundle of one process."""
        others = {name: content.encode() for name, content in (files or {}).items()}
        return Bundle.from_files({"process.bpmn": self.document(*parts, around=around).encode(), **others})


def _timer(text: str) -> str:
    kind = "timeCycle" if text.startswith("R") else "timeDate" if re.match(r"\d{4}", text) else "timeDuration"
    return f"<bpmn:timerEventDefinition><bpmn:{kind}>{_escaped(text)}</bpmn:{kind}></bpmn:timerEventDefinition>"


def _referring(kind: str) -> Callable[[str], str]:
    def define(name: str) -> str:
        reference = f' {kind}Ref="{kind}_{name}"' if name else ""
        return f"<bpmn:{kind}EventDefinition{reference}/>"

    return define


_DEFINITIONS: Mapping[str, Callable[[str], str]] = {
    "timer": _timer,
    "message": _referring("message"),
    "signal": _referring("signal"),
    "error": _referring("error"),
    "escalation": _referring("escalation"),
    "cancel": lambda _: "<bpmn:cancelEventDefinition/>",
    "terminate": lambda _: "<bpmn:terminateEventDefinition/>",
    "link": lambda name: f'<bpmn:linkEventDefinition name="{name}"/>',
    "conditional": lambda text: (
        f"<bpmn:conditionalEventDefinition><bpmn:condition>{_escaped(text)}</bpmn:condition>"
        "</bpmn:conditionalEventDefinition>"
    ),
}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


Same = TypeVar("Same", Step, Values)


class Case:
    """One instance on its way; only what is open is known, and it is asked for by element."""

    def __init__(self, engine: Engine, bundle: Bundle) -> None:
        self.engine = engine
        self.bundle = bundle
        self.now = START
        self.state = b""
        self.last = Advance()
        self.ended = ""
        self.trace: list[tuple[str, str]] = []

    def take(self, step: Step) -> Case:
        self.state, self.last = step.state, step.advance
        self.ended = step.advance.ended
        self.trace += [(line.element, line.event) for line in step.advance.happened]
        return self

    def start(self, start_event: str = "", **values: Any) -> Case:
        return self.take(self.engine.start(self.bundle, values, self.now, start_event=start_event))

    def finish(self, element: str, index: int = 0, **values: Any) -> Case:
        work = [work for work in self.everything().opened if work.element == element][index]
        return self.take(self.engine.complete(self.bundle, self.state, work.work_id, values, self.now))

    def answer_job(self, element: str, index: int = 0, **values: Any) -> Case:
        job = [job for job in self.everything().jobs if job.element == element][index]
        return self.take(self.engine.complete(self.bundle, self.state, job.work_id, values, self.now))

    def fail_job(self, element: str, code: str, **payload: Any) -> Case:
        job = next(job for job in self.everything().jobs if job.element == element)
        return self.take(self.engine.signal(self.bundle, self.state, BpmnError(job.work_id, code, payload), self.now))

    def send(self, name: str, correlation: str = "", **payload: Any) -> Case:
        event = Message(name, correlation, payload)
        return self.take(self.engine.signal(self.bundle, self.state, event, self.now))

    def broadcast(self, name: str, **payload: Any) -> Case:
        return self.take(self.engine.signal(self.bundle, self.state, Signal(name, payload), self.now))

    def cancel(self) -> Case:
        return self.take(self.engine.signal(self.bundle, self.state, Cancel("withdrawn"), self.now))

    def wait(self, **span: int) -> Case:
        self.now += timedelta(**span)
        return self.take(self.engine.tick(self.bundle, self.state, self.now))

    def retry(self, element: str) -> Case:
        incident = next(incident for incident in self.last.incidents if incident.element == element)
        return self.take(self.engine.retry(self.bundle, self.state, incident.work_id, self.now))

    def everything(self) -> Advance:
        return self.engine.inspect(self.bundle, self.state)

    @property
    def open(self) -> list[str]:
        """Elements of the open tasks and jobs, in the order of the alphabet."""
        everything = self.everything()
        return sorted([work.element for work in everything.opened] + [job.element for job in everything.jobs])

    @property
    def waits(self) -> list[str]:
        """Elements that wait for a timer, message or signal."""
        everything = self.everything()
        return sorted([timer.element for timer in everything.armed] + [sub.element for sub in everything.subscribed])

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.engine.values(self.bundle, self.state))

    @property
    def incidents(self) -> list[tuple[str, str]]:
        return [(incident.element, incident.code) for incident in self.last.incidents]

    def count(self, element: str, event: str = "completed") -> int:
        return self.trace.count((element, event))


class TwoEngines(Engine):
    """Takes every step a second time with an engine that keeps nothing: the same must come of it, byte for byte."""

    def __init__(self) -> None:
        super().__init__(SECRET, FUNCTIONS, language="en")
        self.forgetful = Engine(SECRET, FUNCTIONS, language="en", room=0)

    def complete(self, *call: Any) -> Step:
        return same(super().complete(*call), self.forgetful.complete(*call))

    def signal(self, *call: Any) -> Step:
        return same(super().signal(*call), self.forgetful.signal(*call))

    def tick(self, *call: Any) -> Step:
        return same(super().tick(*call), self.forgetful.tick(*call))

    def retry(self, *call: Any) -> Step:
        return same(super().retry(*call), self.forgetful.retry(*call))

    def values(self, *call: Any) -> Values:
        return same(super().values(*call), self.forgetful.values(*call))


def same(kept: Same, stored: Same) -> Same:
    assert stored == kept
    return kept


@pytest.fixture(scope="session")
def engine() -> Engine:
    return TwoEngines()


@pytest.fixture(scope="session")
def draw() -> Draw:
    return Draw()


@pytest.fixture
def begin(engine: Engine, draw: Draw) -> Callable[..., Case]:
    """Draw a process and start it: `begin(parts…, values={…})`."""

    def make(*parts: str, values: Mapping[str, Any] | None = None, around: str = "", **rest: Any) -> Case:
        return Case(engine, draw.bundle(*parts, around=around, **rest)).start(**(values or {}))

    return make
