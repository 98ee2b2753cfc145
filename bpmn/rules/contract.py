"""What a rule is given and what it gives: a subject to look at, the surroundings it stands in, what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from bpmn.expressions import Functions
from bpmn.expressions.kinds import Type
from bpmn.model import Execution, Fix

if TYPE_CHECKING:
    from bpmn.rules.subject import Subject

Family = Literal["model", "engine", "binding", "soundness", "law"]
FAMILIES: tuple[Family, ...] = ("model", "engine", "binding", "soundness", "law")


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """What a diagram must know of an operation to call it."""

    execution: Execution
    parameters: Mapping[str, Type] = field(default_factory=dict)
    """Parameter → the type it takes."""
    required: frozenset[str] = frozenset()
    gives: Mapping[str, Type] | None = None
    """Its result, name by name with what is known of each; None when it does not say."""
    letters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Letters it issues, each with the fields it fills."""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What lies on the other floors, as far as a diagram can name it; made once, compared by identity."""

    functions: Functions
    """What expressions may call beside the built-in functions."""
    operations: Mapping[str, OperationFacts] = field(default_factory=dict)
    assignments: frozenset[str] = frozenset({"lane"})
    """Rules of assignment."""
    assignments_with_argument: frozenset[str] = frozenset()
    """Those of them that can say nobody without their argument (`jorye:assignTo`)."""
    roles: frozenset[str] = frozenset()
    options: frozenset[str] = frozenset()
    """Sources a field may be chosen from."""
    start_names: frozenset[str] = frozenset()
    """Variables a case begins with whatever its start form asks."""
    on: date | None = None
    """The day on which what is checked is to take effect; None where nobody asks about a day."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a rule is broken; `params` fill its words.

    Without `file` the place is the diagram, and without `line` the element's own line.
    """

    element: str
    params: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    line: int = 0
    path: tuple[str, ...] = ()
    fix: Fix | None = None


Look = Callable[["Subject"], Iterator[Found]]
"""The one function of a rule's file."""
