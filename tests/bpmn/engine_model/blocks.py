"""What a block-structured process is made of. The same tree is drawn as BPMN and interpreted by the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

EventKind = Literal["message", "signal", "timer", "error", "escalation", "cancel"]
WAITING: frozenset[str] = frozenset({"message", "signal", "timer"})
"""Kinds that come from outside; the others are thrown inside the process."""


@dataclass(frozen=True)
class Event:
    kind: EventKind
    name: str = ""
    """Name of the message or signal; code of the error or escalation, empty for any."""
    seconds: int = 0
    times: int = 1
    """How often a timer that does not interrupt fires."""


@dataclass(frozen=True)
class Catcher:
    """A boundary event with what follows it, or an event sub-process with its body."""

    id: str
    event: Event
    interrupting: bool
    body: Block


@dataclass(frozen=True)
class Task:
    """A user task; `asks` is the variable it must answer and the kind of answer."""

    id: str
    asks: str = ""
    answers: tuple[object, ...] = ()
    boundaries: tuple[Catcher, ...] = ()


@dataclass(frozen=True)
class Seq:
    parts: tuple[Block, ...]


@dataclass(frozen=True)
class Choice:
    """XOR: the answer to `ask` is the number of the branch; a larger number takes the last one (default)."""

    id: str
    ask: Task
    branches: tuple[Block, ...]
    gateway: bool
    """Drawn with a gateway, or as conditional flows out of the task."""
    merged: bool
    """The branches meet at a gateway, or at whatever follows."""


@dataclass(frozen=True)
class Fork:
    """AND."""

    id: str
    branches: tuple[Block, ...]


@dataclass(frozen=True)
class Some:
    """OR: the answer to `ask` lists the branches; none takes the default flow past them."""

    id: str
    ask: Task
    branches: tuple[Block, ...]
    gateway: bool


@dataclass(frozen=True)
class Again:
    """A correction loop: the body, then `ask` says whether once more."""

    id: str
    body: Block
    ask: Task


@dataclass(frozen=True)
class Sub:
    """An embedded sub-process or transaction with its event sub-processes."""

    id: str
    body: Block
    handlers: tuple[Catcher, ...] = ()
    boundaries: tuple[Catcher, ...] = ()
    transaction: bool = False


@dataclass(frozen=True)
class Many:
    """Multi-instance of a task or sub-process (whose own boundaries are empty: they belong to the whole)."""

    inner: Task | Sub
    sequential: bool
    items: tuple[int, ...] | int
    """The collection, or how many."""
    collects: str = ""
    """Variable of an instance that goes into the output collection; empty without one."""
    enough: int = 0
    """How many completed instances are enough (0: all)."""
    boundaries: tuple[Catcher, ...] = ()

    @property
    def id(self) -> str:
        return self.inner.id


@dataclass(frozen=True)
class Catch:
    """An intermediate event that waits."""

    id: str
    event: Event


@dataclass(frozen=True)
class Escalate:
    """An intermediate event that throws an escalation and goes on."""

    id: str
    code: str


@dataclass(frozen=True)
class Leave:
    """An end event that throws: an error, or the cancellation of the transaction around."""

    id: str
    kind: Literal["error", "cancel"]
    code: str = ""


@dataclass(frozen=True)
class Process:
    body: Block
    handlers: tuple[Catcher, ...] = ()
    values: dict[str, object] = field(default_factory=dict)
    """What the instance starts with: the collections of multi-instances."""


Block = Task | Seq | Choice | Fork | Some | Again | Sub | Many | Catch | Escalate | Leave
