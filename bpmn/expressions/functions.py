"""The functions every expression knows, and how functions handed in by the caller are wrapped.

A built-in receives the run first (to count steps, to read the clock it was given); a handed-in function receives
plain data and its result is checked like any value from outside.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bpmn.expressions import clock_functions, collection_functions, number_functions
from bpmn.expressions.errors import ExpressionError, ExpressionFault
from bpmn.expressions.grammar import CONSTANTS
from bpmn.expressions.limits import HANDED_IN
from bpmn.expressions.run import Run
from bpmn.expressions.values import admit, measured

Functions = Mapping[str, Callable[..., Any]]


FAILURES = (
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    AssertionError,
    StopIteration,
)
"""What a handed-in function may raise over values it does not know; one with words of its own (`text`) is quoted."""


@dataclass(frozen=True, slots=True)
class Function:
    """One callable name: what it runs and how many values it takes."""

    call: Callable[..., Any]
    fewest: int
    most: int


class Identity:
    """A mapping as a cache key: equal only to itself."""

    __slots__ = ("mapping",)

    def __init__(self, mapping: Mapping[str, Any]) -> None:
        self.mapping = mapping

    def __hash__(self) -> int:
        return id(self.mapping)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self.mapping is other.mapping


@lru_cache(maxsize=64)
def table(handed_in: Identity) -> Mapping[str, Function]:
    """Give the built-in functions together with those the caller handed in (which win over a built-in)."""
    return {**BUILT_IN} | {name: _wrapped(name, function) for name, function in handed_in.mapping.items()}


def reserved_names(functions: Functions) -> frozenset[str]:
    """Give the names that no variable and no form field may have: functions and constants."""
    return frozenset({*table(Identity(functions)), *CONSTANTS, "True", "False", "None"})


def _wrapped(name: str, function: Callable[..., Any]) -> Function:
    def call(run: Run, *values: Any) -> Any:
        run.spend(HANDED_IN)
        try:
            return admit(function(*(_counted(run, value) for value in values)))
        except ExpressionFault:
            raise
        except FAILURES as fault:
            if callable(getattr(fault, "text", None)):
                raise ExpressionError("function_refused", function=name, reason=fault) from fault
            raise ExpressionError("function_failed", function=name) from fault

    return Function(call, *_arity(function))


def _counted(run: Run, value: Any) -> Any:
    admitted, nodes = measured(value)
    run.spend(nodes >> 3)
    return admitted


def _arity(function: Callable[..., Any]) -> tuple[int, int]:
    fewest = most = 0
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            most = 255
        elif parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD):
            most += 1
            fewest += parameter.default is parameter.empty
    return fewest, most


def _built_in(function: Callable[..., Any]) -> Function:
    fewest, most = _arity(function)
    return Function(function, fewest - 1, min(most - 1, 254))


BUILT_IN: Mapping[str, Function] = {
    name: _built_in(function)
    for name, function in {
        **number_functions.FUNCTIONS,
        **collection_functions.FUNCTIONS,
        **clock_functions.FUNCTIONS,
    }.items()
}
