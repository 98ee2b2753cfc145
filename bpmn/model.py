"""The frozen values that the floors pass to each other: what a step of a process opened, closed and caused.

Times are aware UTC datetimes, due dates are calendar dates in the city's zone, money is integer won. What every step
makes is a named tuple: a frozen class takes three times as long to make.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

Values = Mapping[str, Any]
"""Process data: text, whole numbers, decimals, booleans, dates, lists and mappings with text keys; nothing else."""

Execution = Literal["local", "external"]
Severity = Literal["error", "warning", "info"]
"""What must not be published; what the publisher looks at; what is only told."""


@dataclass(frozen=True, slots=True)
class Fix:
    """The one right answer to a finding: what to do (`kind`), to which element, with which values."""

    kind: str
    element: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a file, and where (`line` counts from 1, 0 when unknown).

    `message` is ready to read in the language it was asked for and says what to do next.
    """

    rule: str
    severity: Severity
    element: str
    file: str
    line: int
    message: str
    remedy: str = ""
    """The part of the message that says what to do; empty where the two are one sentence."""
    path: tuple[str, ...] = ()
    """Elements in the order a token passes them on its way into the fault."""
    fix: Fix | None = None

    def document(self) -> dict[str, Any]:
        """Give it as JSON has it: six keys, and `path` and `fix` where there are any."""
        keys = ("rule", "severity", "element", "file", "line", "message")
        document: dict[str, Any] = {key: getattr(self, key) for key in keys}
        if self.path:
            document["path"] = list(self.path)
        if self.fix:
            document["fix"] = {"kind": self.fix.kind, "element": self.fix.element, "values": dict(self.fix.values)}
        return document


class OpenWork(NamedTuple):
    """A user (or manual) task that now waits for a person (할 일)."""

    work_id: int
    process_id: str
    element: str
    name: str
    name_en: str
    role: str
    """Role code of the lane (`jorye:role`), or the lane's name in a foreign diagram, or empty."""
    form: str
    """Form id inside the process that owns the element; empty when the task has no form."""
    assign: str
    """Assignment rule id (`jorye:assign`, default `lane`)."""
    assign_to: Any
    """Value of `jorye:assignTo`, evaluated when the task opened; None without one."""
    distinct_from: tuple[str, ...]
    """Elements whose finisher may not finish this one (직무 분리)."""
    clauses: tuple[str, ...]
    due: date | datetime | None
    due_clause: str
    values: Values
    """Values only this task sees: the item of a multi-instance, its number."""


@dataclass(frozen=True, slots=True)
class Job:
    """One waiting run of a service task (or of a send task)."""

    work_id: int
    process_id: str
    element: str
    name: str
    operation: str
    parameters: Values
    execution: Execution


class Closed(NamedTuple):
    """An open work or job that no longer waits."""

    work_id: int
    outcome: Literal["completed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that fires once `due` has come (한 번)."""

    timer_id: int
    element: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Subscription:
    """A place where the instance waits for a message or a signal; `correlation` is empty when any will do."""

    subscription_id: int
    element: str
    kind: Literal["message", "signal"]
    name: str
    correlation: str


class Happened(NamedTuple):
    """One line of the trace, in the order of execution."""

    element: str
    event: Literal["entered", "completed", "cancelled"]
    at: datetime
    process_id: str = ""


@dataclass(frozen=True, slots=True)
class Thrown:
    """A message or signal that left the instance."""

    kind: Literal["message", "signal"]
    name: str
    correlation: str
    payload: Values


@dataclass(frozen=True, slots=True)
class Incident:
    """A technical fault that stopped a token; the instance waits for an operator."""

    element: str
    code: str
    message: str
    work_id: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """Arrives from outside: delivered to the one place that waits for this name and correlation."""

    name: str
    correlation: str = ""
    payload: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signal:
    """Arrives from outside: delivered to every place that waits for this name."""

    name: str
    payload: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BpmnError:
    """A job or task ended with a business error: looked up at its boundary and outwards."""

    work_id: int
    code: str
    payload: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cancel:
    """Ends the whole instance (취소): every token is cancelled."""

    reason: str = ""


Event = Message | Signal | BpmnError | Cancel


class Advance(NamedTuple):
    """What one call of the engine did, from wait state to wait state; opened and closed are net (never both)."""

    opened: tuple[OpenWork, ...] = ()
    jobs: tuple[Job, ...] = ()
    changed: tuple[OpenWork, ...] = ()
    """Tasks that go on waiting, and about which another version says something else than before."""
    closed: tuple[Closed, ...] = ()
    armed: tuple[Timer, ...] = ()
    disarmed: tuple[int, ...] = ()
    subscribed: tuple[Subscription, ...] = ()
    unsubscribed: tuple[int, ...] = ()
    thrown: tuple[Thrown, ...] = ()
    happened: tuple[Happened, ...] = ()
    incidents: tuple[Incident, ...] = ()
    """Open incidents of the whole instance after the call (not only new ones)."""
    ended: Literal["", "completed", "cancelled"] = ""


class Step(NamedTuple):
    """The engine's answer: the new state to store and what happened on the way."""

    state: bytes
    advance: Advance
