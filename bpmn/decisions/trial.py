"""Tries a decision table with typed values: which rows match, and what the hit policy makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bpmn.decisions.decision import Step
from bpmn.decisions.errors import DecisionError
from bpmn.decisions.hit_policies import Result
from bpmn.decisions.reader import compile_decision
from bpmn.decisions.sheet import ANYTHING, Sheet
from bpmn.decisions.table import DecisionTable
from bpmn.decisions.unary_tests import INPUT, compile_cell_expression, operands
from bpmn.expressions import ExpressionRefused, Functions, compile_expression


@dataclass(frozen=True, slots=True)
class Trial:
    """Numbers (from 1) of the rows that match, and the result or why there is none."""

    rows: tuple[int, ...]
    result: Result
    error: DecisionError | None = None


def other_names(sheet: Sheet, functions: Functions) -> tuple[str, ...]:
    """Give the names that cells read beside their inputs; only those of texts that can be read."""
    found: set[str] = set()
    for line in sheet.lines:
        for text in [*line.tests, *line.results]:
            found |= _names(text, functions)
    return tuple(sorted(found - {INPUT}))


def try_out(
    content: bytes,
    decision_id: str,
    inputs: Sequence[Any],
    others: Mapping[str, Any],
    *,
    functions: Functions,
    now: datetime | None,
) -> Trial:
    """Decide one table over the values of its inputs; raises DecisionRefused for a file that cannot be compiled."""
    table = _table(compile_decision(content, functions, decision_id).steps[-1])
    columns = [
        replace(column, expression=compile_expression(f"input_{number}", functions))
        for number, column in enumerate(table.inputs)
    ]
    values = {**others, **{f"input_{number}": value for number, value in enumerate(inputs)}}
    tried = replace(table, inputs=columns)
    try:
        hits = tried.hits(decision_id, values, now)
        rows = tuple(hit.number for hit in hits)
    except DecisionError as error:
        return Trial((), {}, error)
    try:
        return Trial(rows, tried.result(decision_id, hits))
    except DecisionError as error:
        return Trial(rows, {}, error)


def _names(text: str, functions: Functions) -> frozenset[str]:
    if text.strip() in ("", ANYTHING):
        return frozenset()
    try:
        compiled = [compile_cell_expression(each, functions) for each in operands(text)]
    except ExpressionRefused:
        return frozenset()
    return frozenset(name for each in compiled for name in each.names)


def _table(step: Step) -> DecisionTable:
    assert isinstance(step.logic, DecisionTable), "sheets are read from tables only"
    return step.logic
