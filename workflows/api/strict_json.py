"""JSON as programs may send it: small, shallow, every key once, real numbers, real text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from json import JSONDecodeError
from typing import Any

from bpmn.fractions import DIGITS, read_fraction

BODY_BYTES = 1024 * 1024
DEEPEST = 32
MOST_VALUES = 50_000


def read_json(body: bytes) -> Any:
    """Read a body; raises JSONDecodeError naming what it may not hold."""
    try:
        text = body.decode()
        read = _DECODER.decode(text)
        for count, (each, depth) in enumerate(_walk(read)):
            _require(depth <= DEEPEST, f"at most {DEEPEST} levels")
            _require(count < MOST_VALUES, f"at most {MOST_VALUES} values")
            _require(not isinstance(each, str) or _is_text(each), "text without zero and half characters")
    except UnicodeDecodeError as error:
        raise JSONDecodeError("expected: UTF-8", "", 0) from error
    except RecursionError as error:
        raise JSONDecodeError(f"expected: at most {DEEPEST} levels", "", 0) from error
    return read


def _walk(read: Any) -> Iterator[tuple[Any, int]]:
    left = [(read, 0)]
    while left:
        value, depth = left.pop()
        yield value, depth
        if isinstance(value, dict):
            left += [(each, depth + 1) for pair in value.items() for each in pair]
        elif isinstance(value, list):
            left += [(each, depth + 1) for each in value]


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    _require(len(record) == len(pairs), "every key once")
    # Marks of what is stored begin with a dollar sign, names of Python's own with two underscores.
    _require(not any(key.startswith(("$", "__")) for key in record), "no key that begins with $ or __")
    return record


def _whole(digits: str) -> int:
    _require(len(digits) <= DIGITS, f"numbers of at most {DIGITS} digits")
    return int(digits)


def _fraction(digits: str) -> Decimal:
    try:
        return read_fraction(digits)
    except ValueError as error:
        raise JSONDecodeError("expected: a number that can be counted with", "", 0) from error


def _no_number(word: str) -> Any:
    raise JSONDecodeError(f"expected: a number, not {word}", "", 0)


def _is_text(words: str) -> bool:
    return "\0" not in words and (words.isascii() or words.encode(errors="ignore").decode() == words)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_record, parse_int=_whole, parse_float=_fraction, parse_constant=_no_number
)


def _require(holds: bool, expected: str) -> None:
    if not holds:
        raise JSONDecodeError(f"expected: {expected}", "", 0)
