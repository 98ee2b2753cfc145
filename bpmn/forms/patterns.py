"""Which regular expressions a form may use: those that cannot run for ever on a short text."""

from __future__ import annotations

import re
from re import _constants, _parser  # type: ignore[attr-defined]  # the standard parser; no public way to see the tree
from typing import Any

CHARACTERS = 200
UNBOUNDED = 2
"""So many open-ended repeats at most: on texts of VALUE_CHARACTERS the work stays below a million steps."""
VALUE_CHARACTERS = 500
MANY = 100

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
    repeats = _repeats(tree, inside=False)
    return repeats is not None and repeats <= UNBOUNDED


def _repeats(tree: Any, *, inside: bool) -> int | None:
    """Count open-ended repeats; None for a repeat inside a repeat or for a back reference."""
    count = 0
    for operator, argument in tree:
        if operator in (_constants.GROUPREF, _constants.GROUPREF_EXISTS):
            return None
        repeat = operator in _REPEATS and argument[1] > 1
        wide = repeat and argument[1] > MANY
        if repeat and inside:
            return None
        for inner in _inner(argument):
            deeper = _repeats(inner, inside=inside or repeat)
            if deeper is None:
                return None
            count += deeper
        count += wide
    return count


def _inner(argument: Any) -> list[Any]:
    """Find the sub-patterns in an operator's argument, however it keeps them."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, list | tuple):
        return [found for part in argument for found in _inner(part)]
    return []
