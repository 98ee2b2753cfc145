"""A compiled decision table: the inputs are evaluated once, every row is tested, the hit policy decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bpmn.decisions.errors import DecisionError
from bpmn.decisions.hit_policies import Columns, Hit, Policy, Result
from bpmn.decisions.unary_tests import INPUT, Test, Values, with_input
from bpmn.expressions import Expression, ExpressionError


@dataclass(frozen=True, slots=True)
class Input:
    """One input column: its label, its expression, and the test of its allowed values (None: any)."""

    label: str
    expression: Expression
    allowed: Test | None
    variable: str = ""
    """Name by which the cells may know the input too (Camunda's `inputVariable`)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: a test per input (None fits always) and an expression per output (None gives null)."""

    number: int
    rule_id: str
    tests: Sequence[Test | None]
    outputs: Mapping[str, Expression | None]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """One table under one hit policy."""

    inputs: Sequence[Input]
    rows: Sequence[Row]
    columns: Columns
    policy: Policy
    stops_at_first: bool

    @property
    def needs(self) -> frozenset[str]:
        """Names that its inputs read; what a row reads is needed only where the row matches."""
        return frozenset[str]().union(*(each.expression.names - each.expression.asked for each in self.inputs))

    @property
    def gives(self) -> frozenset[str]:
        """Names of its outputs."""
        return frozenset(self.rows[0].outputs) if self.rows else frozenset()

    def decide(self, decision: str, values: Values, now: datetime | None) -> Result:
        """Give the outputs by name; raises DecisionError."""
        return self.result(decision, self.hits(decision, values, now))

    def hits(self, decision: str, values: Values, now: datetime | None) -> list[Hit]:
        """Give the rows that match (under FIRST only the first); raises DecisionError."""
        seen = [self._input(decision, column, values, now) for column in self.inputs]
        hits = []
        for row in self.rows:
            outputs = _outputs(decision, row, seen, values, now)
            if outputs is not None:
                hits.append(Hit(row.number, row.rule_id, outputs))
                if self.stops_at_first:
                    break
        return hits

    def result(self, decision: str, hits: Sequence[Hit]) -> Result:
        """Let the hit policy make the outputs of the rows that match; raises DecisionError."""
        try:
            return self.policy(hits, self.columns, decision)
        except ExpressionError as fault:
            raise DecisionError("result", decision=decision, fault=fault) from fault

    def _input(self, decision: str, column: Input, values: Values, now: datetime | None) -> Values:
        try:
            cell = with_input(values, column.expression(values, now), column.variable)
            unfit = column.allowed is not None and cell[INPUT] is not None and column.allowed(cell, now) is not True
        except ExpressionError as fault:
            raise DecisionError("input", decision=decision, input=column.label, fault=_shown(fault)) from fault
        if unfit:
            raise DecisionError("input_not_allowed", decision=decision, input=column.label)
        return cell


def _outputs(decision: str, row: Row, seen: Sequence[Values], values: Values, now: datetime | None) -> Result | None:
    """Give a row's outputs; None when it does not match."""
    try:
        for test, cell in zip(row.tests, seen, strict=True):
            if test is not None and test(cell, now) is not True:
                return None
        return {name: cell(values, now) if cell else None for name, cell in row.outputs.items()}
    except ExpressionError as fault:
        place = f"{row.number} ({row.rule_id})" if row.rule_id else str(row.number)
        raise DecisionError("row", decision=decision, rows=place, fault=_shown(fault)) from fault


def _shown(fault: ExpressionError) -> ExpressionError:
    """Show the input in the error as the cell writes it."""
    fault.source = fault.source.replace(INPUT, "?")
    fault.params = {name: "?" if value == INPUT else value for name, value in fault.params.items()}
    return fault
