"""What lies beside a diagram and tells what its elements read and write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bpmn.decisions import Decision
from bpmn.expressions import Functions
from bpmn.expressions.kinds import Type
from bpmn.forms import Form


@dataclass(frozen=True, slots=True)
class Beside:
    """The forms and decisions that can be read, by id, and what operations hand back."""

    functions: Functions
    forms: Mapping[str, Form]
    decisions: Mapping[str, Decision]
    results: Mapping[str, Mapping[str, Type]]
    """Operation → its result, name by name; one that does not say what it gives is left out."""
    answers_told: bool
    """Whether a task that names no form has no answer; in diagrams of other tools nobody knows what it brings."""
