"""Comparison: equality of any two values, order only inside one family (numbers, text, dates, times, durations)."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bpmn.expressions.errors import ExpressionError, Kind
from bpmn.expressions.limits import DEPTH
from bpmn.expressions.run import Run
from bpmn.expressions.values import NUMBERS, SCALARS

Comparison = Callable[[Any, Any, Run], bool]

_FAMILY: Mapping[type, str] = {
    **dict.fromkeys(NUMBERS, "number"),
    str: "text",
    date: "date",
    datetime: "datetime",
    timedelta: "duration",
}


def equal(left: Any, right: Any, run: Run, depth: int = 0) -> bool:
    """Compare by value; nested values are walked here so that shared structure cannot cost more than the fuel."""
    if type(left) in SCALARS or type(right) in SCALARS:
        if type(left) is str and type(right) is str:
            run.spend(len(left) >> 10)
        return bool(left == right)
    if type(left) is not type(right) or len(left) != len(right):
        return False
    if depth > DEPTH:
        raise ExpressionError("value_depth", limit=DEPTH)
    run.spend(len(left) + 1)
    if type(left) is dict:
        return all(key in right and equal(item, right[key], run, depth + 1) for key, item in left.items())
    return all(equal(one, other, run, depth + 1) for one, other in zip(left, right, strict=True))


def contains(item: Any, container: Any, run: Run) -> bool:
    """Tell whether a list holds the item, a record has the key, or a text has the part."""
    kind = type(container)
    if kind is list:
        run.spend(len(container) >> 3)
        return any(equal(item, other, run) for other in container)
    if kind is dict and type(item) is str:
        return item in container
    if kind is str and type(item) is str:
        run.spend(len(container) >> 4)
        return item in container
    raise ExpressionError("in_needs", left=Kind(item), right=Kind(container))


def truth(value: Any, where: tuple[int, int] = (0, 0)) -> bool:
    """Tell whether a value counts as true; the texts "true" and "false" do not tell (every text counts as true)."""
    if type(value) is str and value.lower() in ("true", "false"):
        raise ExpressionError("text_boolean", *where, value=value)
    return bool(value)


def sortable(values: list[Any]) -> list[Any]:
    """Give back the values when they all can be ordered among each other; raises ExpressionError `order`."""
    first = values[0] if values else None
    for value in values:
        if type(value) not in _FAMILY or _FAMILY[type(value)] != _FAMILY[type(first)]:
            raise ExpressionError("order", left=Kind(first), right=Kind(value))
    return values


def _ordered(compare: Callable[[Any, Any], bool]) -> Comparison:
    def ordered(left: Any, right: Any, run: Run) -> bool:
        family = _FAMILY.get(type(left))
        if family is None or family != _FAMILY.get(type(right)):
            raise ExpressionError("order", left=Kind(left), right=Kind(right))
        return compare(left, right)

    return ordered


COMPARE: Mapping[type[ast.cmpop], Comparison] = {
    ast.Eq: equal,
    ast.NotEq: lambda left, right, run: not equal(left, right, run),
    ast.Lt: _ordered(operator.lt),
    ast.LtE: _ordered(operator.le),
    ast.Gt: _ordered(operator.gt),
    ast.GtE: _ordered(operator.ge),
    ast.In: contains,
    ast.NotIn: lambda left, right, run: not contains(left, right, run),
    ast.Is: lambda left, right, run: left is right,
    ast.IsNot: lambda left, right, run: left is not right,
}
"""`is` only ever meets a literal null, true or false (the grammar sees to it)."""
