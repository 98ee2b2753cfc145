"""Built-in functions over numbers and text: rounding is always half up, money is whole won."""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bpmn.expressions.arithmetic import CONTEXT, NEGATIVE
from bpmn.expressions.errors import ExpressionError, Kind
from bpmn.expressions.run import Run
from bpmn.expressions.values import NUMBERS, bounded

NUMBER_CHARACTERS = 34
WRITTEN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
"""A number as people write it: commas only between groups of three, no exponent."""
PLACES = 12


def number(value: Any, function: str) -> Any:
    """Give back an int or Decimal; raises ExpressionError `needs_number`."""
    if type(value) not in NUMBERS:
        raise ExpressionError("needs_number", function=function, kind=Kind(value))
    return int(value) if type(value) is bool else value


def from_text(value: str, function: str) -> Decimal:
    """Read a number that people write: `1,000,000`, `-3.5`, `1,000원`; raises ExpressionError `needs_number`."""
    written = value.strip().removesuffix("원").strip()
    if len(written) > NUMBER_CHARACTERS or not WRITTEN.fullmatch(written):
        raise ExpressionError("needs_number", function=function, kind=Kind(value))
    return bounded(Decimal(written.replace(",", "")))  # type: ignore[no-any-return]  # gives back what it got


def _abs(run: Run, value: Any, /) -> Any:
    plain = number(value, "abs")
    return NEGATIVE[type(plain)](plain) if plain < 0 else plain


def _round(run: Run, value: Any, places: Any = 0, /) -> Any:
    """Round half up (away from zero); without places the result is a whole number."""
    if type(places) is not int or not -PLACES <= places <= PLACES:
        raise ExpressionError("places", limit=PLACES)
    step = Decimal(1).scaleb(-places)
    scaled = CONTEXT.divide(Decimal(number(value, "round")), step)
    rounded = CONTEXT.multiply(scaled.to_integral_value(decimal.ROUND_HALF_UP), step)
    return bounded(int(rounded)) if places <= 0 else rounded


def _int(run: Run, value: Any, /) -> Any:
    """Give the whole part of a number, or of a number written as text."""
    return int(bounded(from_text(value, "int") if type(value) is str else number(value, "int")))


def _decimal(run: Run, value: Any, /) -> Any:
    return from_text(value, "decimal") if type(value) is str else Decimal(number(value, "decimal"))


def _won(run: Run, value: Any, /) -> Any:
    """Give whole won; a fraction is an error, because the rule has to say how it is rounded."""
    read = from_text(value, "won") if type(value) is str else number(value, "won")
    if read != int(read):
        raise ExpressionError("won_fraction")
    return int(read)


def _floor_to(run: Run, value: Any, unit: Any, /) -> Any:
    """Cut down to a multiple of the unit (국고금 관리법 제47조: less than 10 won is not counted)."""
    if type(unit) is not int or unit < 1:
        raise ExpressionError("unit")
    whole = int(Decimal(number(value, "floor_to")).to_integral_value(decimal.ROUND_FLOOR))
    return whole // unit * unit


def _text(run: Run, value: Any, /) -> str:
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) in (int, str):
        return str(value)
    if type(value) is Decimal:
        return f"{value:f}"
    if type(value) in (date, datetime):
        return str(value.isoformat())
    if value is None:
        return ""
    raise ExpressionError("needs_simple", function="text", kind=Kind(value))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": _abs,
    "decimal": _decimal,
    "floor_to": _floor_to,
    "int": _int,
    "round": _round,
    "text": _text,
    "won": _won,
}
