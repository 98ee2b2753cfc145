"""The hit policies: what the rows that match make together. Each is really checked; an unlawful hit is an error.

A policy receives the hits in the order of the rows and gives the table's result by output name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.decisions.errors import DecisionError
from bpmn.expressions import Functions, compile_expression

Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that matched: its number (from 1), its id, and its outputs."""

    number: int
    rule_id: str
    outputs: Result


@dataclass(frozen=True, slots=True)
class Columns:
    """The outputs of a table by name: the values allowed (in order of priority) and the default of each."""

    allowed: Mapping[str, Sequence[Any]]
    defaults: Result

    def nothing(self) -> Result:
        """Give the result when no row matched: the default outputs, null where there is none."""
        return dict(self.defaults)

    def has_defaults(self) -> bool:
        return any(value is not None for value in self.defaults.values())


Policy = Callable[[Sequence[Hit], Columns, str], Result]


def unique(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """At most one row may match."""
    if len(hits) > 1:
        raise DecisionError("ambiguous", decision=decision, rows=_rows(hits))
    return hits[0].outputs if hits else columns.nothing()


def any_(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """Several rows may match if all say the same."""
    if any(not _same(hit.outputs, hits[0].outputs) for hit in hits):
        raise DecisionError("disagree", decision=decision, rows=_rows(hits))
    return hits[0].outputs if hits else columns.nothing()


def first(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """The first row that matches decides."""
    return hits[0].outputs if hits else columns.nothing()


def priority(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """The row whose outputs stand first in the lists of allowed values decides."""
    ranked = _by_priority(hits, columns, decision)
    return ranked[0].outputs if ranked else columns.nothing()


def rule_order(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """All rows that match, in their order."""
    return _lists(hits, columns)


def output_order(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """All rows that match, in the order of the allowed values."""
    return _lists(_by_priority(hits, columns, decision), columns)


def collect_sum(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """The sum of the only output over all rows that match."""
    return _aggregated("sum", hits, columns)


def collect_min(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """The least of the only output over all rows that match."""
    return _aggregated("min", hits, columns)


def collect_max(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """The greatest of the only output over all rows that match."""
    return _aggregated("max", hits, columns)


def collect_count(hits: Sequence[Hit], columns: Columns, decision: str) -> Result:
    """How many rows match."""
    return dict.fromkeys(columns.allowed, len(hits))


POLICIES: Mapping[str, Policy] = {
    "UNIQUE": unique,
    "ANY": any_,
    "FIRST": first,
    "PRIORITY": priority,
    "RULE ORDER": rule_order,
    "OUTPUT ORDER": output_order,
    "COLLECT": rule_order,
}
AGGREGATIONS: Mapping[str, Policy] = {
    "SUM": collect_sum,
    "MIN": collect_min,
    "MAX": collect_max,
    "COUNT": collect_count,
}
NEED_ORDER = ("PRIORITY", "OUTPUT ORDER")
"""Policies that mean nothing without lists of allowed output values."""

ROWS_NAMED = 10
"""So many rows an error names; of more it says how many."""

_NO_FUNCTIONS: Functions = {}
_SAME = compile_expression("left == right", _NO_FUNCTIONS)


def _same(left: Any, right: Any) -> bool:
    return bool(_SAME({"left": left, "right": right}))


def _rows(hits: Sequence[Hit]) -> str:
    named = [f"{hit.number} ({hit.rule_id})" if hit.rule_id else str(hit.number) for hit in hits[:ROWS_NAMED]]
    return ", ".join(named) + (f", … ({len(hits)})" if len(hits) > ROWS_NAMED else "")


def _lists(hits: Sequence[Hit], columns: Columns) -> Result:
    if not hits and columns.has_defaults():
        return {name: [value] for name, value in columns.defaults.items()}
    return {name: [hit.outputs[name] for hit in hits] for name in columns.allowed}


def _aggregated(function: str, hits: Sequence[Hit], columns: Columns) -> Result:
    if not hits:
        return columns.nothing()
    aggregate = compile_expression(f"{function}(outputs)", _NO_FUNCTIONS)
    return {name: aggregate({"outputs": [hit.outputs[name] for hit in hits]}) for name in columns.allowed}


def _by_priority(hits: Sequence[Hit], columns: Columns, decision: str) -> list[Hit]:
    return sorted(hits, key=lambda hit: [_rank(hit, name, columns, decision) for name in columns.allowed])


def _rank(hit: Hit, name: str, columns: Columns, decision: str) -> int:
    allowed = columns.allowed[name]
    for rank, value in enumerate(allowed):
        if _same(value, hit.outputs[name]):
            return rank
    if allowed:
        raise DecisionError("output_not_allowed", decision=decision, rows=_rows([hit]), output=name)
    return 0
