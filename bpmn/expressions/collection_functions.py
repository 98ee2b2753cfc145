"""Built-in functions over lists and records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import reduce
from itertools import repeat
from typing import Any

from bpmn.expressions.arithmetic import CONTEXT
from bpmn.expressions.comparison import equal, sortable, truth
from bpmn.expressions.errors import ExpressionError, Kind
from bpmn.expressions.limits import LIST_ITEMS
from bpmn.expressions.number_functions import number
from bpmn.expressions.run import Run


def _list(value: Any, function: str) -> list[Any]:
    if type(value) is not list:
        raise ExpressionError("needs_list", function=function, kind=Kind(value))
    return value


def _len(run: Run, value: Any, /) -> int:
    if type(value) not in (list, dict, str):
        raise ExpressionError("needs_list", function="len", kind=Kind(value))
    return len(value)


def _sum(run: Run, items: Any, /) -> Any:
    numbers = list(map(number, _list(items, "sum"), repeat("sum")))
    return reduce(CONTEXT.add, numbers, Decimal(0)) if Decimal in map(type, numbers) else sum(numbers)


def _least(run: Run, first: Any, /, *more: Any) -> Any:
    return min(_choices("min", first, more))


def _greatest(run: Run, first: Any, /, *more: Any) -> Any:
    return max(_choices("max", first, more))


def _choices(function: str, first: Any, more: tuple[Any, ...]) -> list[Any]:
    choices = [first, *more] if more else _list(first, function)
    if not choices:
        raise ExpressionError("empty_list", function=function)
    return sortable(choices)


def _any(run: Run, items: Any, /) -> bool:
    return any(map(truth, _list(items, "any")))


def _all(run: Run, items: Any, /) -> bool:
    return all(map(truth, _list(items, "all")))


def _sorted(run: Run, items: Any, key: Any = None, /) -> list[Any]:
    """Sort simple values, or records by the value under `key`."""
    rows = _list(items, "sorted")
    run.spend(len(rows))
    if key is None:
        return sorted(sortable(rows))
    keys = sortable([_get_known(run, row, key) for row in rows])
    return [rows[number] for number in sorted(range(len(rows)), key=keys.__getitem__)]


def _unique(run: Run, items: Any, /) -> list[Any]:
    """Give each different value once, in the order of first appearance."""
    kept: list[Any] = []
    for item in _list(items, "unique"):
        run.spend(1 + (len(kept) >> 3))
        if not any(equal(item, other, run) for other in kept):
            kept.append(item)
    return kept


def _keys(run: Run, record: Any, /) -> list[str]:
    if type(record) is not dict:
        raise ExpressionError("needs_record", function="keys", kind=Kind(record))
    return list(record)


def _get(run: Run, record: Any, key: Any, default: Any = None, /) -> Any:
    """Give the value under a key of a record, or the default where the key (or the whole record) is missing."""
    if record is None:
        return default
    if type(record) is not dict:
        raise ExpressionError("needs_record", function="get", kind=Kind(record))
    if type(key) is not str:
        raise ExpressionError("needs_text", function="get", kind=Kind(key))
    return record.get(key, default)


def _get_known(run: Run, record: Any, key: Any) -> Any:
    if type(record) is not dict or type(key) is not str or key not in record:
        raise ExpressionError("key_unknown", key=key)
    return record[key]


def _exists(run: Run, path: Any, /) -> bool:
    """Tell whether a variable (`"amount"`, `"applicant.name"`) is there and not null."""
    if type(path) is not str:
        raise ExpressionError("needs_text", function="exists", kind=Kind(path))
    name, *keys = path.split(".")
    value = run.look_up(name) if run.has(name) else None
    for key in keys:
        value = value.get(key) if type(value) is dict else None
    return value is not None


def _range(run: Run, *bounds: Any) -> list[int]:
    if not 1 <= len(bounds) <= 3 or any(type(bound) is not int for bound in bounds) or bounds[2:] == (0,):
        raise ExpressionError("range")
    numbers = range(*bounds)
    if len(numbers) > LIST_ITEMS:
        raise ExpressionError("list_size", limit=LIST_ITEMS)
    return list(numbers)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "all": _all,
    "any": _any,
    "exists": _exists,
    "get": _get,
    "keys": _keys,
    "len": _len,
    "max": _greatest,
    "min": _least,
    "range": _range,
    "sorted": _sorted,
    "sum": _sum,
    "unique": _unique,
}
