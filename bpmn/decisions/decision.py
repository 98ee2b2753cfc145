"""A decision with everything it requires: required decisions are made first, and their results are visible to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bpmn.decisions.errors import DecisionError
from bpmn.decisions.hit_policies import Result
from bpmn.decisions.unary_tests import Values
from bpmn.expressions import Expression, ExpressionError


class Logic(Protocol):
    """How one decision is made: a table or one expression."""

    @property
    def needs(self) -> frozenset[str]:
        """Names that it cannot be made without."""

    @property
    def gives(self) -> frozenset[str]:
        """Names of its outputs."""

    def decide(self, decision: str, values: Values, now: datetime | None) -> Result:
        """Give the outputs by name; raises DecisionError."""


@dataclass(frozen=True, slots=True)
class LiteralExpression:
    """A decision that is one expression; its result has one output, named like the decision's variable."""

    variable: str
    expression: Expression

    @property
    def needs(self) -> frozenset[str]:
        return self.expression.names - self.expression.asked

    @property
    def gives(self) -> frozenset[str]:
        return frozenset({self.variable})

    def decide(self, decision: str, values: Values, now: datetime | None) -> Result:
        try:
            return {self.variable: self.expression(values, now)}
        except ExpressionError as fault:
            raise DecisionError("result", decision=decision, fault=fault) from fault


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of the file: its id, the variable its result is known by, the decisions it requires, its logic."""

    decision_id: str
    variable: str
    required: Sequence[str]
    logic: Logic


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, ready to be made; `decision_id` names it, `outputs` are the keys of its result."""

    decision_id: str
    outputs: Sequence[str]
    steps: Sequence[Step]
    """The decision itself last, everything it requires before it."""

    @property
    def needs(self) -> frozenset[str]:
        """Names that its inputs read, without the results of the decisions it requires."""
        given = frozenset(step.variable for step in self.steps).union(*(step.logic.gives for step in self.steps))
        return frozenset[str]().union(*(step.logic.needs for step in self.steps)) - given

    def decide(self, values: Mapping[str, Any], now: datetime | None = None) -> dict[str, Any]:
        """Make the decision over the values; raises DecisionError.

        Gives one value per output; under RULE ORDER, OUTPUT ORDER and COLLECT a list of values per output.
        """
        results: dict[str, Result] = {}
        for step in self.steps:
            seen = _visible(values, [(known, results[known.decision_id]) for known in self._required_by(step)])
            results[step.decision_id] = step.logic.decide(step.decision_id, seen, now)
        return dict(results[self.decision_id])

    def _required_by(self, step: Step) -> list[Step]:
        return [known for known in self.steps if known.decision_id in step.required]


def _visible(values: Values, results: Sequence[tuple[Step, Result]]) -> Values:
    """Add what required decisions gave: every output by its name, and the whole by the decision's variable."""
    if not results:
        return values
    seen = dict(values)
    for _, result in results:
        seen |= result
    for step, result in results:
        seen[step.variable] = next(iter(result.values())) if len(result) == 1 else dict(result)
    return seen
