"""Which values may come in and go out: plain data only, floats turned into decimals, sizes bounded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import is_
from types import NoneType
from typing import Any

from bpmn.expressions.errors import ExpressionError, Kind
from bpmn.expressions.limits import DECIMAL_EXPONENT, LIST_ITEMS, NUMBER, RESULT_DEPTH, RESULT_NODES

SCALARS: frozenset[type] = frozenset({int, Decimal, bool, str, NoneType, date, datetime, timedelta})
NUMBERS: frozenset[type] = frozenset({int, Decimal, bool})
_UNBOUNDED = SCALARS - {int, Decimal}


def admit(value: Any) -> Any:
    """Check one value from outside and give it back as plain data; the same object when nothing had to change.

    Raises ExpressionError: `type` for anything but plain data, `number_size`, `list_size`, `value_size`, `value_depth`.
    """
    kind = type(value)
    if kind in _UNBOUNDED:
        return value
    if kind is int or kind is Decimal:
        return bounded(value)
    return _Admission().value(value, 0)


def measured(value: Any) -> tuple[Any, int]:
    """Admit a value and give with it the number of its parts."""
    admission = _Admission()
    return admission.value(value, 0), RESULT_NODES - admission.left


def bounded(number: Any) -> Any:
    """Give back an int or Decimal that is inside the limits; raises ExpressionError `number_size`."""
    if type(number) is Decimal and not _is_moderate(number):
        raise ExpressionError("number_size")
    if not -NUMBER <= number <= NUMBER:
        raise ExpressionError("number_size")
    return number


def _is_moderate(number: Decimal) -> bool:
    """Tell whether arithmetic with it stays cheap; asked before any comparison, which may expand the exponent."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= DECIMAL_EXPONENT and number.adjusted() <= 18


class _Admission:
    """One walk over a nested value, counting its nodes (shared parts count each time they are reached)."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = RESULT_NODES

    def value(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if kind in _UNBOUNDED:
            return value
        if kind is int or kind is Decimal:
            return bounded(value)
        if kind is float:
            return bounded(Decimal(repr(value)))
        if depth >= RESULT_DEPTH:
            raise ExpressionError("value_depth", limit=RESULT_DEPTH)
        if kind is list or kind is tuple:
            return self.items(value, depth + 1)
        if isinstance(value, Mapping):
            return self.mapping(value, depth + 1)
        raise ExpressionError("type", kind=Kind(value))

    def items(self, items: Any, depth: int) -> list[Any]:
        self.count(items)
        if type(items) is list and _UNBOUNDED.issuperset(map(type, items)):
            return items
        admitted = [self.value(item, depth) for item in items]
        return items if type(items) is list and all(map(is_, items, admitted)) else admitted

    def mapping(self, mapping: Mapping[Any, Any], depth: int) -> dict[str, Any]:
        self.count(mapping)
        if not {str}.issuperset(map(type, mapping)):
            raise ExpressionError("key_not_text")
        if type(mapping) is dict and _UNBOUNDED.issuperset(map(type, mapping.values())):
            return mapping
        admitted = {key: self.value(item, depth) for key, item in mapping.items()}
        unchanged = type(mapping) is dict and all(map(is_, mapping.values(), admitted.values()))
        return mapping if unchanged and type(mapping) is dict else admitted

    def count(self, container: Any) -> None:
        if len(container) > LIST_ITEMS:
            raise ExpressionError("list_size", limit=LIST_ITEMS)
        self.left -= len(container) + 1
        if self.left < 0:
            raise ExpressionError("value_size", limit=RESULT_NODES)
