"""Values and texts that nobody would send in good faith: the answer is the language's own error, in good time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bpmn.expressions import (
    ExpressionError,
    ExpressionFault,
    ExpressionRefused,
    compile_expression,
    compile_script,
    compile_template,
)
from bpmn.expressions.functions import Identity, table
from tasks.law.functions import FUNCTIONS

NOW = datetime(2027, 1, 4, tzinfo=UTC)
EVENING, FIRST = (datetime.fromisoformat(written) for written in ("2027-01-01T20:00", "0001-01-01T00:00"))
"""Times without a zone."""


def fault(text: str, functions: Any = None, **values: Any) -> ExpressionFault:
    with pytest.raises(ExpressionFault) as caught:
        compile_expression(text, functions if functions is not None else {})(values, NOW)
    return caught.value


def test_a_loop_may_change_its_own_name_and_gives_it_up_afterwards() -> None:
    assert compile_script("for i in [1, 2]:\n    i = i + 1\nz = 1", {})({}) == {"z": 1}
    assert compile_script("i = 5\nfor i in [1, 2]:\n    i += 1", {})({}) == {"i": 5}


def test_the_longest_duration_cannot_be_turned_around() -> None:
    assert fault("-x", x=timedelta.max).code == "number_size"


def test_a_time_without_zone_is_meant_in_the_city() -> None:
    assert compile_expression("date(x)", {})({"x": EVENING}) == date(2027, 1, 1)
    assert compile_expression("date(x)", {})({"x": FIRST}) == date(1, 1, 1)
    assert fault("date(x)", x=datetime(9999, 12, 31, 23, tzinfo=UTC)).code == "needs_date"


@pytest.mark.parametrize("written", ["1e9", "1_000", "1,5", "1,00", "1,,0", ",5", "NaN", "Infinity", "１２"])
def test_a_number_is_read_only_as_people_write_it(written: str) -> None:
    assert fault(f"won('{written}')").code == "needs_number"


def test_a_literal_too_small_to_calculate_with_is_refused() -> None:
    assert fault("1e-300").code == "number_literal"


@pytest.mark.parametrize(
    "leak", [StopIteration, AttributeError, RuntimeError, RecursionError, AssertionError, KeyError]
)
def test_a_function_that_fails_in_any_way_fails_as_an_expression(leak: type[Exception]) -> None:
    def broken(value: object) -> object:
        raise leak("secret inside")

    error = fault("broken(1)", {"broken": broken})
    assert error.code == "function_failed"
    assert "secret" not in error.text("ko") + error.text("en")


def test_a_function_says_its_own_reason_in_the_language_of_the_reader() -> None:
    error = fault("quorum(-1)", FUNCTIONS)
    assert "이상" in error.text("ko")
    assert "이상" not in error.text("en")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("status = 'ok'", "=="), ("a && b", "and"), ("a || b", "or"), ("!a", "not"), ("a ? 1 : 2", "if"),
        ("a <> b", "!="), ("a === b", "=="), ("a AND b", "and"), ("a => 3", ">="), ("a ≥ 3", ">="), ("“a”", '"'),
    ],
)  # fmt: skip
def test_a_sign_of_another_language_is_answered_with_ours(written: str, hint: str) -> None:
    error = fault(written)
    assert error.code == "syntax_hint"
    assert error.params["instead"] == hint


@pytest.mark.parametrize("text", ["not flag", "flag and true", "flag or true", "1 if flag else 2", "any([flag])"])
@pytest.mark.parametrize("flag", ["false", "true", "False"])
def test_the_text_false_is_never_taken_for_true(text: str, flag: str) -> None:
    assert fault(text, flag=flag).code == "text_boolean"


def test_an_unclosed_gap_costs_no_time() -> None:
    before = time.thread_time()
    with pytest.raises(ExpressionRefused):
        compile_template("{{" * 200_000, {})
    assert time.thread_time() - before < 2


ATOMS: tuple[Any, ...] = (
    0, 1, -1, 3, 20, 366, 10**6, 10**9, 10**18, -(10**18), Decimal("0.5"), Decimal("-1e-60"), Decimal("1e18"), True,
    None, "", "a", "P2M", "PT1H", "P999999Y", "P99999999M", "P999999999999999999D", "-P1D", "２", "2027-02-30",
    "0001-01-01", "9999-12-31", "1118111111", "\x00", date(1, 1, 1), date(9999, 12, 31), date(2027, 3, 2),
    datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC), FIRST, timedelta.max,
    timedelta.min,
)  # fmt: skip
KEYS = ("members", "present", "for", "against", "sources", "kind", "planned", "disbursed", "spent", "first", "last")


def _hostile(dice: random.Random, depth: int = 0) -> Any:
    draw = dice.random()
    if depth < 3 and draw < 0.12:
        return [_hostile(dice, depth + 1) for _ in range(dice.randrange(4))]
    if depth < 3 and draw < 0.22:
        return {key: _hostile(dice, depth + 1) for key in dice.sample(KEYS, dice.randrange(6))}
    return dice.choice(ATOMS)


@pytest.mark.parametrize("name", sorted(table(Identity(FUNCTIONS))))
def test_no_function_fails_otherwise_than_as_an_expression(name: str) -> None:
    dice, function = random.Random(name), table(Identity(FUNCTIONS))[name]
    for _ in range(60):
        count = dice.randint(function.fewest, min(function.most, function.fewest + 3))
        values = {f"a{number}": _hostile(dice) for number in range(count)}
        call: Callable[..., Any] = compile_expression(f"{name}({', '.join(values)})", FUNCTIONS)
        try:
            call(values, NOW)
        except ExpressionError as error:
            assert error.text("ko") and error.text("en")
            assert "object is not" not in error.text("en")


def test_functions_of_the_caller_cannot_be_called_for_ever() -> None:
    before = time.thread_time()
    looped = "[working_days_after(date(2027, 1, 4), 1000) for n in range(9999)]"
    assert fault(looped, FUNCTIONS).code == "fuel"
    assert fault("late_report_cut(date(1, 1, 1), date(9999, 12, 31))", FUNCTIONS).code == "function_refused"
    assert time.thread_time() - before < 20
