"""Fractions in JSON, each digit kept: what `json.loads` takes as `parse_float`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

DIGITS = 40


def read_fraction(digits: str) -> Decimal:
    """Give the decimal that was written, 0.10 as 0.10; raises ValueError where it is too long to count with."""
    try:
        number = Decimal(digits)
    except InvalidOperation:  # an exponent of twenty digits
        raise ValueError(f"{digits[:DIGITS]}: no number to count with") from None
    if len(digits) > DIGITS or abs(int(number.as_tuple().exponent)) > DIGITS:
        raise ValueError(f"{digits[:DIGITS]}: a number has at most {DIGITS} digits")
    return number
