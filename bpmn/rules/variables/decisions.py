"""What a decision reads and gives, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.decisions import Decision
from bpmn.decisions.decision import LiteralExpression, Step
from bpmn.decisions.hit_policies import any_, first, priority, unique
from bpmn.decisions.table import DecisionTable
from bpmn.expressions import Functions
from bpmn.expressions.kinds import ANY, NULL, Type, joined
from bpmn.expressions.types import check_types

SINGLE = (unique, any_, first, priority)
"""Policies under which an output is the value of one row."""


def inputs_of(decision: Decision) -> Iterator[frozenset[str]]:
    """Give the names that each input of a decision reads, without the results of the decisions it requires."""
    given = {step.variable for step in decision.steps} | {name for step in decision.steps for name in _names(step)}
    for step in decision.steps:
        expressions = [step.logic.expression] if isinstance(step.logic, LiteralExpression) else []
        if isinstance(step.logic, DecisionTable):
            expressions = [column.expression for column in step.logic.inputs]
        for expression in expressions:
            yield expression.names - expression.asked - given


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


def _names(step: Step) -> list[str]:
    return list(step.logic.rows[0].outputs) if isinstance(step.logic, DecisionTable) and step.logic.rows else []
