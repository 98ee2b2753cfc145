"""Calculation: which operator works on which pair of types; a pair that is not listed is an error, never a guess.

Division gives decimals (34 digits), never floats; text and lists can be joined but not multiplied.
"""

from __future__ import annotations

import ast
import decimal
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from bpmn.expressions.errors import ExpressionError
from bpmn.expressions.limits import DECIMAL_DIGITS
from bpmn.expressions.values import NUMBERS

Operation = Callable[[Any, Any], Any]
Table = Mapping[tuple[type, type], Operation]

CONTEXT = decimal.Context(
    prec=DECIMAL_DIGITS,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-64,
    Emax=64,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
"""Context of every calculation with decimals; amounts are rounded where a rule says so, by `round` or `floor_to`."""


def _numbers(whole: Operation, exact: Operation) -> dict[tuple[type, type], Operation]:
    return {pair: exact if Decimal in pair else whole for pair in product(NUMBERS, NUMBERS)}


def _exact_quotient(left: int, right: int) -> Decimal:
    return CONTEXT.divide(Decimal(left), Decimal(right))


def _floor(left: Any, right: Any) -> Decimal:
    _check_divisor(right)
    whole = CONTEXT.divide_int(left, right)
    rest = CONTEXT.remainder(left, right)
    return CONTEXT.subtract(whole, 1) if rest and (rest < 0) != (right < 0) else whole


def _check_divisor(right: Any) -> None:
    if not right:
        raise ZeroDivisionError  # decimal's own remainder calls it an invalid operation


def _modulo(left: Any, right: Any) -> Decimal:
    _check_divisor(right)
    rest = CONTEXT.remainder(left, right)
    return CONTEXT.add(rest, right) if rest and (rest < 0) != (right < 0) else rest


_MOMENTS = (date, datetime)

BINARY: Mapping[type[ast.operator], Table] = {
    ast.Add: {
        **_numbers(operator.add, CONTEXT.add),
        (str, str): operator.add,
        (list, list): operator.add,
        (timedelta, timedelta): operator.add,
        **{(moment, timedelta): operator.add for moment in _MOMENTS},
        **{(timedelta, moment): operator.add for moment in _MOMENTS},
    },
    ast.Sub: {
        **_numbers(operator.sub, CONTEXT.subtract),
        (timedelta, timedelta): operator.sub,
        **{(moment, timedelta): operator.sub for moment in _MOMENTS},
        **{(moment, moment): operator.sub for moment in _MOMENTS},
    },
    ast.Mult: {
        **_numbers(operator.mul, CONTEXT.multiply),
        (timedelta, int): operator.mul,
        (int, timedelta): operator.mul,
    },
    ast.Div: _numbers(_exact_quotient, CONTEXT.divide),
    ast.FloorDiv: _numbers(operator.floordiv, _floor),
    ast.Mod: _numbers(operator.mod, _modulo),
}

NEGATIVE: Mapping[type, Callable[[Any], Any]] = {
    int: operator.neg,
    bool: operator.neg,
    Decimal: CONTEXT.minus,
    timedelta: operator.neg,
}

SYMBOLS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}


def arithmetic_fault(fault: ArithmeticError | TypeError) -> ExpressionError:
    """Say what a failed calculation means (a naive and an aware time cannot meet: TypeError)."""
    if isinstance(fault, ZeroDivisionError):
        return ExpressionError("division_by_zero")
    if isinstance(fault, TypeError):
        return ExpressionError("time_zone")
    return ExpressionError("number_size")
