"""Process data as JSON and back: decimals, dates, times and durations keep their types; any key of a user is harmless.

A typed value is written as `{"$t": kind, "v": text}`. A record that has the key `$t` of its own is written as a list of
pairs under the kind `map`, so nothing a user sends is ever taken for a typed value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from threading import local
from typing import Any

import orjson

MARK = "$t"
_MARKED = f'{{"{MARK}":'
_QUOTED = f'"{MARK}"'.encode()
_READ: Mapping[str, Callable[[Any], Any]] = {
    "decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "seconds": lambda text: timedelta(microseconds=int(text)),
    "map": lambda pairs: dict(pairs),
}


def encode(document: Any) -> bytes:
    """Write a document; raises TypeError for anything that is not plain data."""
    before = _typed.count
    text = orjson.dumps(document, _typed, _LEFT_TO_TYPED)
    if _QUOTED in text and text.count(_QUOTED) != _typed.count - before:
        return orjson.dumps(_escaped(document), _typed, _LEFT_TO_TYPED)
    return text


def decode(text: str) -> Any:
    """Read a document; raises ValueError, TypeError or KeyError when it is not one of ours."""
    if _MARKED not in text:
        return _PLAIN_READER.decode(text)
    return _READER.decode(text)


def _read(record: dict[str, Any]) -> Any:
    return _READ[record[MARK]](record["v"]) if MARK in record else record


_PLAIN_READER = json.JSONDecoder()
_READER = json.JSONDecoder(object_hook=_read)


def copied(value: Any) -> Any:
    """Copy records and lists through and through, so that nobody outside can change what the engine keeps."""
    if type(value) is dict:
        if _HOLDING.isdisjoint(map(type, value.values())):
            return value.copy()
        return {key: copied(item) if type(item) in _HOLDING else item for key, item in value.items()}
    if type(value) is list:
        return value.copy() if _HOLDING.isdisjoint(map(type, value)) else [copied(item) for item in value]
    return value


_HOLDING = frozenset({dict, list})


class _Typed(local):
    """Writes what JSON has no type for, and counts it, each thread for itself."""

    count = 0

    def __call__(self, value: Any) -> dict[str, Any]:
        self.count += 1
        if isinstance(value, Decimal):
            return {MARK: "decimal", "v": str(value)}
        if isinstance(value, datetime):
            return {MARK: "datetime", "v": value.isoformat()}
        if isinstance(value, date):
            return {MARK: "date", "v": value.isoformat()}
        if isinstance(value, timedelta):
            return {MARK: "seconds", "v": str(value // timedelta(microseconds=1))}
        if isinstance(value, Mapping):
            return dict(value)
        raise TypeError(f"not plain data: {type(value).__name__}")


_typed = _Typed()
_LEFT_TO_TYPED = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def _escaped(value: Any) -> Any:
    if isinstance(value, dict):
        record = {key: _escaped(item) for key, item in value.items()}
        return {MARK: "map", "v": [list(pair) for pair in record.items()]} if MARK in record else record
    if isinstance(value, list | tuple):
        return [_escaped(item) for item in value]
    return value if value is None or isinstance(value, str | int) else _typed(value)
