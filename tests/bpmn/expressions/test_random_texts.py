"""Random texts and random programs: only the two errors of the language ever come out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.expressions import ExpressionFault, compile_expression, compile_script
from bpmn.expressions.functions import BUILT_IN
from bpmn.expressions.values import SCALARS

VALUES = {
    "a": 3, "b": Decimal("2.5"), "c": "가나다", "d": None, "e": [1, 2, [3]], "f": {"a": {"b": [1]}}, "g": True, "h": .1,
}  # fmt: skip
PIECES = [
    *VALUES, *BUILT_IN, "true", "null", "_", "__class__", "lambda", "for", "in", "if", "else", "not", "and", "or", "is",
    "await", "yield", "import", "def", "while", "=", "==", "<", "+", "-", "*", "**", "/", "//", "%", "@", "<<", "|",
    "(", ")",
    "[", "]", "{", "}", ":", ",", ".", ";", ":=", "...", "\n", "    ", "0", "1", "1.5", "1e400", "9" * 40, "'x'",
    '"', "'", "\\", "f'{a}'", "b'x'", "\x00", "#", "ª", "①", "\u202e",
]  # fmt: skip

NAMES = st.sampled_from(sorted(VALUES))
LITERALS = st.sampled_from(
    ["0", "1", "-1", "2.5", "'x'", "true", "null", "[]", "{}", "10**9", "'a.b'", "date(2027, 1, 1)"]
)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(
        ["+", "-", "*", "/", "//", "%", "==", "!=", "<", ">=", "in", "not in", "and", "or", "is"]
    )
    return st.one_of(
        st.builds("({} {} {})".format, inner, operators, inner),
        st.builds("(not {})".format, inner),
        st.builds("(-{})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}[{}:{}]".format, inner, inner, inner),
        st.builds("({}).{}".format, inner, NAMES),
        st.builds("[{} for {} in {} if {}]".format, inner, NAMES, inner, inner),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("{{'k': {}}}".format, inner),
        st.builds("{}({})".format, st.sampled_from(sorted(BUILT_IN)), st.lists(inner, max_size=3).map(", ".join)),
    )


PROGRAMS = st.recursive(NAMES | LITERALS, _grown, max_leaves=25)
STATEMENTS = st.one_of(
    st.builds("{} = {}".format, NAMES, PROGRAMS),
    st.builds("{}.k = {}".format, NAMES, PROGRAMS),
    st.builds("{}[{}] = {}".format, NAMES, PROGRAMS, PROGRAMS),
    st.builds("{} += {}".format, NAMES, PROGRAMS),
    st.builds("if {}:\n    {} = {}".format, PROGRAMS, NAMES, PROGRAMS),
    st.builds("for {} in {}:\n    {} += {}".format, NAMES, PROGRAMS, NAMES, PROGRAMS),
)


def _outcome(compiler: Any, text: str) -> Any:
    """Give the value, or the error's text in both languages (which must be there)."""
    try:
        return compiler(text, {})(VALUES)
    except ExpressionFault as fault:
        assert fault.text("ko") and fault.text("en")
        return None


def _is_plain(value: Any) -> bool:
    if type(value) is list:
        return all(map(_is_plain, value))
    if type(value) is dict:
        return all(type(key) is str and _is_plain(item) for key, item in value.items())
    return type(value) in SCALARS


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([" ", ""]))
def test_a_random_text_is_refused_or_gives_plain_data(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    assert _is_plain(_outcome(compile_expression, text))
    assert _is_plain(_outcome(compile_script, text))


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60))
def test_any_characters_are_refused_or_give_plain_data(text: str) -> None:
    assert _is_plain(_outcome(compile_expression, text))


@settings(max_examples=800, deadline=None)
@given(PROGRAMS)
def test_a_random_program_fails_or_gives_plain_data(text: str) -> None:
    assert _is_plain(_outcome(compile_expression, text))


@settings(max_examples=400, deadline=None)
@given(st.lists(STATEMENTS, max_size=5).map("\n".join))
def test_a_random_script_fails_or_gives_plain_data_and_leaves_the_values_alone(text: str) -> None:
    before = repr(VALUES)
    assert _is_plain(_outcome(compile_script, text))
    assert before == repr(VALUES)


@settings(max_examples=300, deadline=None)
@given(
    st.decimals(-(10**12), 10**12, places=4),
    st.decimals(-(10**12), 10**12, places=4).filter(bool),
    st.integers(1, 1000),
)
def test_whole_division_and_rest_always_make_up_the_number(number: Decimal, divisor: Decimal, unit: int) -> None:
    values = {"n": number, "d": divisor, "u": unit}
    assert compile_expression("n // d * d + n % d == n", {})(values) is True
    assert compile_expression("n % d == 0 or (n % d > 0) == (d > 0) and abs(n % d) < abs(d)", {})(values) is True
    assert compile_expression("floor_to(n, u) <= n and n - floor_to(n, u) < u + 1 and floor_to(n, u) % u == 0", {})(
        values
    )
