"""The cells of a decision table: FEEL's unary tests and plain expressions, carried out by the one expression language.

`-`  `"a","b"`  `[1..5]`  `]1..5[`  `(1..5)`  `< 10`  `>= 10, < 5`  `not("a")`  `date("2027-01-01")`  `null`, and the
input written as `?`: `3 < ? < 9`. A comparison with no input is neither true nor false: the row does not match.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bpmn.decisions.feel import translated
from bpmn.expressions import Expression, ExpressionRefused, Functions, compile_expression, condition
from bpmn.expressions.foreign import without_braces

INPUT = "ʔ"
"""The input's name inside a cell: a letter, so that it is a name, and one that no diagram uses."""

Values = Mapping[str, Any]
Test = Callable[[Values, datetime | None], bool | None]
"""True or false, or None where the input is missing and the test needs one."""

COMPARISON = re.compile(r"(<=|>=|!=|==|<|>|=)(.*)", re.DOTALL)
_NEGATION = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_BOOLEANS = ("true", "false", "True", "False")


def with_input(values: Values, value: Any, variable: str = "") -> Values:
    """Give the values a cell sees: those of the decision and its own input (by a second name, if it has one)."""
    own = {INPUT: value, variable: value} if variable else {INPUT: value}
    return ChainMap(own, values)  # type: ignore[arg-type]  # only read


def compile_test(text: str, functions: Functions) -> Test | None:
    """Compile one cell; None for a cell that any input fits; raises ExpressionRefused."""
    text = text.strip()
    if text in ("", "-"):
        return None
    inner = negated(text)
    if inner is not None:
        return _Not(_one_of(inner, functions))
    return _one_of(text, functions)


def compile_cell_expression(text: str, functions: Functions) -> Expression:
    """Compile an input or output expression, what FEEL says otherwise translated; raises ExpressionRefused."""
    return compile_expression(translated(text), functions)


def negated(text: str) -> str | None:
    """Give what stands inside `not(…)`; None where the brackets do not belong together, as in `not (a) and (b)`."""
    match = _NEGATION.fullmatch(text)
    if match is None:
        return None
    try:
        parts(match.group(1))
    except ExpressionRefused:
        return None
    return match.group(1)


def _one_of(text: str, functions: Functions) -> Test:
    tests = [_compile_part(part, functions) for part in parts(text)]
    return tests[0] if len(tests) == 1 else _OneOf(tests)


def _compile_part(text: str, functions: Functions) -> Test:
    bounds = interval(text)
    if bounds is not None:
        opening, low, high, closing = bounds
        above = ">=" if opening == "[" else ">"
        below = "<=" if closing == "]" else "<"
        source = f"{INPUT} {above} ({_operand(low)}) and {INPUT} {below} ({_operand(high)})"
        return _Comparison(compile_cell_expression(source, functions))
    comparison = COMPARISON.fullmatch(text)
    if comparison is not None:
        sign, operand = comparison.groups()
        source = f"{INPUT} {'==' if sign == '=' else sign} ({_operand(operand)})"
        expression = compile_cell_expression(source, functions)
        return _Comparison(expression) if sign in ("<", "<=", ">", ">=") else _Holds(expression)
    if text in _BOOLEANS:
        return _Holds(compile_cell_expression(f"{INPUT} is {text}", functions))
    expression = compile_cell_expression(_with_input_named(text), functions)
    if INPUT in expression.names or expression.is_condition:
        return _Holds(expression)
    return _Equals(expression)


def operands(text: str) -> Iterator[str]:
    """Give the expressions a cell is made of: bounds, compared values, tests; raises ExpressionRefused."""
    inner = negated(text.strip())
    for part in parts(text if inner is None else inner):
        bounds, comparison = interval(part), COMPARISON.fullmatch(part)
        if bounds is not None:
            yield from bounds[1:3]
        else:
            yield _with_input_named(part if comparison is None else comparison[2])


def _operand(text: str) -> str:
    if not text.strip():
        raise ExpressionRefused("empty", 1, 1)
    return text.strip()


@dataclass(frozen=True, slots=True)
class _Comparison:
    """An order or interval: unknown without an input."""

    expression: Expression

    def __call__(self, values: Values, now: datetime | None) -> bool | None:
        return None if values[INPUT] is None else condition(self.expression, values, now)


@dataclass(frozen=True, slots=True)
class _Holds:
    """An expression that is itself true or false."""

    expression: Expression

    def __call__(self, values: Values, now: datetime | None) -> bool | None:
        return condition(self.expression, values, now)


@dataclass(frozen=True, slots=True)
class _Equals:
    """A value the input must equal, or a list that must hold it; a boolean counts itself if the input is none."""

    expression: Expression

    def __call__(self, values: Values, now: datetime | None) -> bool | None:
        value, given = self.expression(values, now), values[INPUT]
        if type(value) is bool and type(given) is not bool:
            return value
        if type(value) is list and type(given) is not list:
            return bool(_MEMBER({INPUT: given, "list": value}))
        return bool(_SAME({INPUT: given, "value": value}))


@dataclass(frozen=True, slots=True)
class _OneOf:
    tests: list[Test]

    def __call__(self, values: Values, now: datetime | None) -> bool | None:
        answers = [test(values, now) for test in self.tests]
        return True if True in answers else None if None in answers else False


@dataclass(frozen=True, slots=True)
class _Not:
    test: Test

    def __call__(self, values: Values, now: datetime | None) -> bool | None:
        answer = self.test(values, now)
        return None if answer is None else not answer


_NO_FUNCTIONS: Functions = {}
_SAME = compile_expression(f"{INPUT} == value", _NO_FUNCTIONS)
_MEMBER = compile_expression(f"{INPUT} in list", _NO_FUNCTIONS)


def _characters(text: str) -> Iterator[tuple[int, str, int]]:
    """Give position, character and bracket depth (that around it, of a bracket too) outside quotes."""
    quote, depth, escaped = "", 0, False
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote and not escaped else quote
            escaped = character == "\\" and not escaped
            continue
        quote = character if character in "\"'" else ""
        depth -= character in ")]}"
        yield position, character, depth
        depth += character in "([{"


def _with_input_named(text: str) -> str:
    marks = {position for position, character, _ in _characters(text) if character == "?"}
    return "".join(INPUT if position in marks else character for position, character in enumerate(text))


def parts(text: str) -> list[str]:
    """Split at the commas between tests; an interval (which may open with `]`) is one part.

    Raises ExpressionRefused `empty` for a missing test and `brackets` where one closes that was not opened.
    """
    parts, rest = [], without_braces(text)
    while rest:
        comma = _comma(rest)
        parts.append(rest[:comma].strip())
        if comma == len(rest):
            return parts
        rest = rest[comma + 1 :].strip()
    raise ExpressionRefused("empty", 1, 1)


def _comma(text: str) -> int:
    start = _interval_end(text) or 0
    for position, character, depth in _characters(text[start:]):
        if depth < 0:
            raise ExpressionRefused("brackets", 1, start + position + 1)
        if character == "," and depth == 0:
            return start + position
    return len(text)


def interval(text: str) -> tuple[str, str, str, str] | None:
    """Give opening bracket, low, high and closing bracket of a text that is one interval."""
    end = _interval_end(text)
    if end is None or end != len(text):
        return None
    dots = _dots(text)
    return text[0], text[1:dots].strip(), text[dots + 2 : end - 1].strip(), text[end - 1]


def _interval_end(text: str) -> int | None:
    """Find where an interval that starts here ends; None when there is none."""
    dots = _dots(text) if text[:1] in ("[", "(", "]") else -1
    if dots < 0:
        return None
    start = dots + 2
    for position, character, depth in _characters(text[start:]):
        after = start + position + 1
        if (character in "])" and depth < 0) or (character == "[" and depth == 0 and _ends_a_test(text[after:])):
            return after
    return None


def _dots(text: str) -> int:
    """Find the `..` of an interval that starts here; -1 without one."""
    for position, character, depth in _characters(text[1:]):
        if depth < 0:
            return -1
        if character == "." and depth == 0 and text[position + 1 : position + 3] == "..":
            return position + 1
    return -1


def _ends_a_test(rest: str) -> bool:
    return rest.lstrip()[:1] in ("", ",", ")")
