"""What a diagram says about one element, compiled and ready to run: names, forms, scripts, events, loops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bpmn.expressions import Expression, Script
from bpmn.model import Execution

EventKind = Literal[
    "message", "signal", "timer", "conditional", "error", "escalation", "cancel", "terminate", "link", "compensate"
]
ARMED: frozenset[str] = frozenset({"message", "signal", "timer", "conditional"})
"""Kinds of event that wait; the others are looked up at the moment they are thrown."""


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer's value: fixed ISO text, or an expression that gives one when the timer is armed."""

    text: str
    expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event definition, for throwing or for catching."""

    kind: EventKind
    name: str = ""
    """Name of the message or signal; code of the error or escalation, or its name when it has none."""
    catches_all: bool = False
    """For catching an error or escalation: no code is asked for, so whatever comes is caught."""
    timer: Timer | None = None
    condition: Expression | None = None
    payload: Expression | None = None
    variable: str = ""
    """Where a caught payload goes; empty merges it into the scope."""
    correlation: Expression | None = None
    properties: tuple[tuple[str, Expression], ...] = ()
    """Correlation properties read from the message's payload."""
    own_properties: tuple[tuple[str, Expression], ...] = ()
    """The same properties read from the process's data."""


@dataclass(frozen=True, slots=True)
class LoopFacts:
    """How an activity repeats: a standard loop, or multi-instance (parallel or sequential)."""

    kind: Literal["loop", "parallel", "sequential"]
    cardinality: Expression | None = None
    collection: str = ""
    items: tuple[str, ...] = ()
    """Names under which an instance sees its item: the id and the name of the data item."""
    output: str = ""
    output_items: tuple[str, ...] = ()
    """Names under which an instance may leave its result, likewise."""
    completion: Expression | None = None
    """Multi-instance: true ends it and cancels the rest."""
    condition: Expression | None = None
    """Standard loop: goes on while true."""
    maximum: int = 0
    test_before: bool = False

    @property
    def may_skip(self) -> bool:
        """Whether there may be nothing to repeat."""
        return self.kind != "loop" or self.test_before


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What crosses into and out of a called process."""

    process_id: str
    ins: tuple[tuple[str, Expression], ...] = ()
    outs: tuple[tuple[str, Expression], ...] = ()
    mapped: bool = False
    """True when anything is mapped: then only the mapped values cross."""


@dataclass(frozen=True, slots=True)
class DataFacts:
    """Declared inputs and outputs (`ioSpecification`): inputs must be there, only outputs leave."""

    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one element that the engine needs at run time."""

    element: str
    process_id: str = ""
    name: str = ""
    name_en: str = ""
    role: str = ""
    clauses: tuple[str, ...] = ()
    form: str = ""
    assign: str = "lane"
    assign_to: Expression | None = None
    distinct_from: tuple[str, ...] = ()
    due: Expression | None = None
    due_clause: str = ""
    variable: str = ""
    """Variable that receives a user task's whole answer; empty merges the answer."""
    before: Script | None = None
    after: Script | None = None
    scripts_inside: bool = False
    """True when `before` and `after` of a repeating activity belong to each instance, not to the whole."""
    script: Script | None = None
    operation: str = ""
    execution: Execution = "local"
    result: str = ""
    decision: str = ""
    parameters: Mapping[str, Expression] = field(default_factory=dict)
    events: tuple[EventFacts, ...] = ()
    all_events: bool = False
    """True when every one of several events must come (parallel multiple)."""
    interrupting: bool = True
    loop: LoopFacts | None = None
    call: CallFacts | None = None
    data: DataFacts | None = None
