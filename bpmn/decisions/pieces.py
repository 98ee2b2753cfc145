"""The values of one input column cut into pieces that every cell of the column treats alike.

Numbers and days are cut at every bound that a cell names, texts into those named and all others. One sample then speaks
for its whole piece, so a cell is asked by the very test that decides later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bpmn.decisions.sheet import ANYTHING
from bpmn.decisions.unary_tests import (
    COMPARISON,
    Test,
    compile_cell_expression,
    compile_test,
    interval,
    negated,
    parts,
    with_input,
)
from bpmn.expressions import ExpressionError, ExpressionRefused, Functions

WHOLE = ("integer", "int", "long")
OTHER = "…"
"""The sample of all texts that no cell names."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some values of a column: one sample of them, and all of them written as a cell."""

    sample: Any = None
    low: Any = None
    high: Any = None
    has_low: bool = False
    has_high: bool = False
    """Whether the bounds belong to it."""
    values: tuple[Any, ...] = ()
    """Of unordered values those meant, or with `others` those not meant."""
    others: bool = False

    @property
    def is_ordered(self) -> bool:
        """Tell whether it lies between bounds."""
        return self.low is not None or self.high is not None

    @property
    def cell(self) -> str:
        """Write the piece as a cell of a table."""
        if self.values or self.others:
            listed = ", ".join(literal(value) for value in self.values)
            return f"not({listed})" if self.others else listed
        if self.low is not None and self.low == self.high:
            return literal(self.low)
        if self.low is not None and self.high is not None:
            bounds = f"{literal(self.low)}..{literal(self.high)}"
            return f"{'[' if self.has_low else '('}{bounds}{']' if self.has_high else ')'}"
        if self.low is not None:
            return f"{'>=' if self.has_low else '>'} {literal(self.low)}"
        return f"{'<=' if self.has_high else '<'} {literal(self.high)}" if self.high is not None else ANYTHING


@dataclass(frozen=True, slots=True)
class Cut:
    """A column cut into pieces; `fits[row]` and `may_fit[row]` have a bit for each piece."""

    pieces: tuple[Piece, ...]
    fits: tuple[int, ...]
    may_fit: tuple[int, ...]
    untold: tuple[int, ...]
    """Rows (from 0) whose cell depends on more than its input."""


def cut(cells: Sequence[str], kind: str, allowed: str, functions: Functions) -> Cut:
    """Cut a column; `kind` is its type in DMN, `allowed` its allowed values as a cell (empty: any)."""
    named = [named_values(cell, functions) for cell in (*cells, allowed)]
    values = _distinct([value for found in named if found is not None for value in found])
    pieces = _allowed(tuple(_pieces(values, kind)), allowed, functions)
    whole = (1 << len(pieces)) - 1
    fits, may, untold = [], [], []
    for row, cell in enumerate(cells):
        answers = None if named[row] is None else _answers(cell, pieces, functions)
        fits.append(answers if answers is not None else 0)
        may.append(answers if answers is not None else whole)
        untold += [row] if answers is None else []
    return Cut(pieces, tuple(fits), tuple(may), tuple(untold))


def named_values(cell: str, functions: Functions) -> list[Any] | None:
    """Give the values a cell compares its input with; None when it depends on more than them."""
    text = cell.strip()
    if text in ("", ANYTHING):
        return []
    try:
        inner = negated(text)
        return [value for part in parts(text if inner is None else inner) for value in _named(part, functions)]
    except (ExpressionRefused, ExpressionError, _Free):
        return None


def merged(chosen: Sequence[int], pieces: Sequence[Piece]) -> Piece:
    """Put pieces of a column (by index) together as one; of ordered ones the first stretch that touches."""
    if len(chosen) == len(pieces):
        return Piece(pieces[chosen[0]].sample)
    stretch = stretches(chosen, pieces)[0]
    first, last = pieces[stretch[0]], pieces[stretch[-1]]
    if first.is_ordered:
        return replace(first, high=last.high, has_high=last.has_high)
    if any(pieces[number].others for number in stretch):
        left = [value for number, piece in enumerate(pieces) if number not in stretch for value in piece.values]
        return Piece(first.sample, values=tuple(left), others=True)
    return Piece(first.sample, values=tuple(value for number in stretch for value in pieces[number].values))


def stretches(chosen: Sequence[int], pieces: Sequence[Piece]) -> list[list[int]]:
    """Part pieces (by index) into those that one cell can say: neighbours in order, unordered ones at once."""
    found: list[list[int]] = []
    for number in chosen:
        last = found[-1][-1] if found else -1
        together = not pieces[number].is_ordered or number == last + 1
        if found and pieces[last].is_ordered == pieces[number].is_ordered and together:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def literal(value: Any) -> str:
    """Write a value in the expression language."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, datetime):
        return f'datetime("{value.isoformat()}")'
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    return str(value)


class _Free(Exception):  # noqa: N818  # only a way out
    """The cell depends on more than its input."""


def _named(part: str, functions: Functions) -> Iterator[Any]:
    bounds = interval(part)
    comparison = COMPARISON.fullmatch(part)
    if bounds is not None:
        yield from (_ordered(_constant(bound, functions)) for bound in bounds[1:3])
    elif comparison is not None:
        value = _constant(comparison[2], functions)
        yield _ordered(value) if comparison[1][0] in "<>" else value
    else:
        value = _constant(part, functions)
        yield from value if isinstance(value, list) else [value]


def _constant(text: str, functions: Functions) -> Any:
    expression = compile_cell_expression(text, functions)
    if expression.names or expression.is_condition or "?" in _unquoted(text):
        raise _Free
    value = expression({})
    if isinstance(value, dict):
        raise _Free
    return value


def _unquoted(text: str) -> str:
    return "".join(text.split('"')[::2])


def _ordered(value: Any) -> Any:
    if isinstance(value, bool | str) or value is None:
        raise _Free
    return value


def _distinct(values: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if not any(isinstance(value, bool) == isinstance(each, bool) and value == each for each in found):
            found.append(value)
    return found


def _pieces(values: Sequence[Any], kind: str) -> Iterator[Piece]:
    """Cut at the values, of whatever kinds they are; without any, one piece is everything."""
    ordered = [value for value in values if not isinstance(value, bool | str) and value is not None]
    texts = [value for value in values if isinstance(value, str)]
    truths = [value for value in values if isinstance(value, bool)]
    if ordered:
        yield from _stretches(_sorted(ordered), kind)
    if texts:
        yield from (Piece(value, values=(value,)) for value in texts)
        yield Piece(OTHER, values=tuple(texts), others=True)
    if truths:
        yield from (Piece(value, values=(value,)) for value in (True, False))
    if None in values:
        yield Piece(None, values=(None,))
    if not ordered and not texts and not truths:
        yield Piece(OTHER, values=(None,), others=True) if None in values else Piece()


def _sorted(values: Sequence[Any]) -> list[Any]:
    """Sort values of one kind; raises Mixed for numbers beside days."""
    try:
        return sorted(values)
    except TypeError as error:
        raise Mixed from error


class Mixed(Exception):  # noqa: N818  # not a fault of ours
    """The cells of one column compare with values of different kinds."""


def _stretches(bounds: Sequence[Any], kind: str) -> Iterator[Piece]:
    """Give what lies below, at, between and above the bounds; between neighbouring whole numbers lies nothing."""
    first, last = bounds[0], bounds[-1]
    yield Piece(_step(first, -1), high=first)
    for low, high in zip(bounds, [*bounds[1:], None], strict=True):
        yield Piece(low, low=low, high=low, has_low=True, has_high=True)
        between = None if high is None else _between(low, high, kind)
        if between is not None:
            yield Piece(between, low=low, high=high)
    yield Piece(_step(last, 1), low=last)


def _step(value: Any, by: int) -> Any:
    return value + timedelta(by) if isinstance(value, date) else value + by


def _between(low: Any, high: Any, kind: str) -> Any:
    next_one = _step(low, 1)
    if next_one < high:
        return next_one
    if kind in WHOLE or (isinstance(low, date) and not isinstance(low, datetime)):
        return None
    return low + (high - low) / 2 if isinstance(low, datetime) else (Decimal(low) + Decimal(high)) / 2


def _allowed(pieces: Sequence[Piece], allowed: str, functions: Functions) -> tuple[Piece, ...]:
    """Leave out the pieces that the column's allowed values exclude."""
    answers = _answers(allowed, pieces, functions) if allowed else None
    if not answers:
        return tuple(pieces)
    return tuple(piece for number, piece in enumerate(pieces) if answers >> number & 1)


def _answers(cell: str, pieces: Sequence[Piece], functions: Functions) -> int | None:
    """Ask a cell about every piece; None when a piece is not of its kind."""
    try:
        test = compile_test(cell, functions)
        return sum(_fits(test, piece) << number for number, piece in enumerate(pieces))
    except (ExpressionRefused, ExpressionError):
        return None


def _fits(test: Test | None, piece: Piece) -> bool:
    return test is None or test(with_input({}, piece.sample), None) is True
