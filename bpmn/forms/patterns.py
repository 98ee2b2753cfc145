"""Which regular expressions a form may use: those that cannot run for ever on a short text."""

from __future__ import annotations

import re
from re import _constants, _parser  # type: ignore[attr-defined]  # the standard parser; no public way to see the tree
from typing import Any

CHARACTERS = 200
VALUE_CHARACTERS = 500
WAYS = VALUE_CHARACTERS**2
"""In so many ways may the repeats of a pattern share a text out among themselves."""

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def is_safe(pattern: str) -> bool:
    """Tell whether a pattern is well-formed, short, without back references, and without repeats inside repeats."""
    if len(pattern) > CHARACTERS:
        return False
    try:
        re.compile(pattern)
        tree = _parser.parse(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    ways = _ways(tree, inside=False)
    return ways is not None and ways <= WAYS


def _ways(tree: Any, *, inside: bool) -> int | None:
    """Count how the repeats can share a text out; None for a back reference and for a choice inside a repeat."""
    ways = 1
    for operator, argument in tree:
        if operator in (_constants.GROUPREF, _constants.GROUPREF_EXISTS):
            return None
        open_ended = operator in _REPEATS and argument[0] != argument[1]
        if inside and (operator in _REPEATS or operator is _constants.BRANCH):
            return None
        ways *= _lengths(*argument[:2]) if open_ended else 1
        for inner in _inner(argument):
            deeper = _ways(inner, inside=inside or (operator in _REPEATS and argument[1] > 1))
            if deeper is None:
                return None
            ways *= deeper
    return ways


def _lengths(least: int, most: int) -> int:
    return max(min(int(most), VALUE_CHARACTERS) - int(least), 0) + (int(most) < VALUE_CHARACTERS)


def _inner(argument: Any) -> list[Any]:
    """Find the sub-patterns in an operator's argument, however it keeps them."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, list | tuple):
        return [found for part in argument for found in _inner(part)]
    return []
