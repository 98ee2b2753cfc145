"""What is wrong with one expression of a draft, as far as it can be told while it is being written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bpmn.engine.moments import RAW
from bpmn.expressions import ExpressionFault
from bpmn.expressions.kinds import ANY, BOOLEAN
from bpmn.expressions.types import Names, Typed, check_script_types, check_types
from bpmn.rules import Subject
from messages import Language
from workflows.queries.known_names import known_names

Place = Literal["expression", "condition", "due", "timer", "script"]
PLACES: tuple[Place, ...] = ("expression", "condition", "due", "timer", "script")
_UNSURE = frozenset({"name_unknown", "name_near"})
"""A name may come from what is not saved yet, or from an operation that does not say what it gives."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place in the text; `certain` is false where it may still turn out right."""

    line: int
    column: int
    message: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and the kind of value the expression gives (empty when nothing is known)."""

    faults: tuple[Fault, ...]
    kind: str = ""


def check_expression(subject: Subject, text: str, place: Place, language: Language) -> Checked:
    """Check the text as it would stand at `place`; a timer's fixed text is no expression."""
    if place == "timer" and RAW.fullmatch(text.strip()):
        return Checked(())
    return said(_typed(subject, text, place, known_names(subject)), language)


def said(typed: Typed, language: Language) -> Checked:
    """Say what was found in one language."""
    kind = typed.type.text(language) if typed.type.is_known else ""
    return Checked(tuple(_fault(each, language) for each in typed.faults), kind)


def _typed(subject: Subject, text: str, place: Place, names: Names) -> Typed:
    functions = subject.surroundings.functions
    if place == "script":
        return check_script_types(text, names, functions)
    return check_types(text, names, functions, wanted=BOOLEAN if place == "condition" else ANY)


def _fault(fault: ExpressionFault, language: Language) -> Fault:
    place, fault.line = fault.line, 0  # the place is shown beside the words, not in them
    return Fault(place, fault.column, fault.text(language), fault.code not in _UNSURE)
