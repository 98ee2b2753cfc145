"""Texts with gaps: `신청 금액 {{ text(amount) }}원`; each gap is an expression, the rest is kept as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bpmn.expressions.compiled import Expression, compile_expression
from bpmn.expressions.errors import ExpressionError, ExpressionRefused
from bpmn.expressions.functions import Functions, Identity, table
from bpmn.expressions.run import Run


class Template:
    """One compiled text; `names` are the variables its gaps read, `gaps` the expressions in them."""

    __slots__ = ("_pieces", "gaps", "names")

    def __init__(self, pieces: list[str | Expression]) -> None:
        self._pieces = pieces
        self.gaps = tuple(piece for piece in pieces if isinstance(piece, Expression))
        self.names = frozenset(name for gap in self.gaps for name in gap.names)

    def __call__(self, values: Mapping[str, Any], now: datetime | None = None) -> str:
        """Fill the gaps (null leaves nothing, dates are ISO); raises ExpressionError."""
        return "".join(_filled(piece, values, now) for piece in self._pieces)


def compile_template(text: str, functions: Functions) -> Template:
    """Compile a text with `{{ expression }}` gaps; raises ExpressionRefused (`gap` for one that is not closed)."""
    first, *parts = text.split("{{")
    pieces: list[str | Expression] = [first]
    for part in parts:
        gap, closed, rest = part.partition("}}")
        if not closed:
            raise ExpressionRefused("gap").within(part)
        pieces += [compile_expression(gap, functions), rest]
    return Template(pieces)


def _filled(piece: str | Expression, values: Mapping[str, Any], now: datetime | None) -> str:
    if isinstance(piece, str):
        return piece
    value = piece(values, now)
    try:
        return value if type(value) is str else str(_TEXT.call(Run(values, now), value))
    except ExpressionError as error:
        raise error.at((1, 1)).within(piece.text)  # noqa: B904  # the same error, now with its source


_TEXT = table(Identity({}))["text"]
