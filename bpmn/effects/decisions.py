"""What a decision gives, row by row."""

from __future__ import annotations

from bpmn.decisions import Decision
from bpmn.decisions.hit_policies import any_, first, priority, unique
from bpmn.decisions.table import DecisionTable
from bpmn.expressions import Functions
from bpmn.expressions.kinds import ANY, NULL, Type, joined
from bpmn.expressions.types import check_types

SINGLE = (unique, any_, first, priority)
"""Policies under which an output is the value of one row."""


def outputs_of(decision: Decision, functions: Functions) -> dict[str, Type]:
    """Give the type of every output."""
    logic = decision.steps[-1].logic
    if not isinstance(logic, DecisionTable) or logic.policy not in SINGLE:
        return dict.fromkeys(decision.outputs, ANY)
    return {name: _output(logic, name, functions) for name in decision.outputs}


def _output(table: DecisionTable, name: str, functions: Functions) -> Type:
    cells = [row.outputs.get(name) for row in table.rows]
    types = [NULL if cell is None else check_types(cell.text, {}, functions).type for cell in cells]
    return joined([*types, *_default(table, name)])


def _default(table: DecisionTable, name: str) -> list[Type]:
    value = table.columns.defaults.get(name)
    return [] if value is None else [Type(type(value).__name__)]
