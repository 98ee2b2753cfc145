"""A cell means what FEEL and our language say: lists, intervals, comparisons, negations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bpmn.decisions import DecisionError
from tests.bpmn.decisions.written_tables import decide, table


def fits(cell: str, value: Any, **others: Any) -> bool:
    return decide(table([[cell, "true"]], policy='hitPolicy="FIRST"'), x=value, **others)["out"] is True


@pytest.mark.parametrize(
    ("cell", "fitting", "other"),
    [
        ("5", [5], [6, None]),
        ('"a"', ["a"], ["b", None]),
        ('"a","b"', ["a", "b"], ["c"]),
        ('"a,b", "c"', ["a,b", "c"], ["a", "b"]),
        ("1, 2, [5..7]", [1, 2, 5, 7], [3, 4, 8]),
        ("[1..5]", [1, 3, 5], [0, 6, None]),
        ("]1..5[", [2, 4], [1, 5, None]),
        ("(1..5)", [2, 4], [1, 5, None]),
        ("[1..5[", [1, 4], [5]),
        ("(1..5]", [5], [1]),
        ("]1..5[, ]10..20[", [2, 11], [1, 5, 10, 20]),
        ("[limit..limit * 2]", [10, 20], [9, 21]),
        ("[-5..-1]", [-5, -1], [0, -6]),
        ("[0.5..1.5]", [1], [0, 2]),
        ("< 10", [9], [10, None]),
        ("<= 10", [10], [11]),
        ("> limit", [11], [10]),
        (">= 10, < 5", [10, 4], [5, 9, None]),
        ("!= 3", [4, None], [3]),
        ("= 3", [3], [4]),
        ("not(3)", [4, None], [3]),
        ('not("a","b")', ["c"], ["a", "b"]),
        ("not([1..5])", [0, 6], [1, 5, None]),
        ("not(]1..5[, 9)", [1, 5], [2, 9]),
        ("not(< 10)", [10], [9, None]),
        ("not(null)", [1, ""], [None]),
        ("not (? > 3) and (? < 9)", [2], [5, 12]),
        ("null", [None], [0, ""]),
        ("true", [True], [False, None]),
        ("false", [False], [True, None]),
        ("not(true)", [False], [True]),
        ('date("2027-01-01")', [date(2027, 1, 1)], [date(2027, 1, 2)]),
        ('[date("2027-01-01")..date("2027-12-31")]', [date(2027, 1, 1), date(2027, 6, 1)], [date(2028, 1, 1)]),
        ('>= date("2027-01-01")', [date(2027, 1, 1)], [date(2026, 12, 31)]),
        ("3 < ? < 9", [4, 8], [3, 9]),
        ('? in ["a", "b"]', ["a"], ["c"]),
        ('? != "?"', ["a"], ["?"]),
        ('"?"', ["?"], ["a"]),
        ("limit > 5", [1, None], []),
        ("limit > 5 and ? > 1", [2], [1]),
        ("limit", [10], [9]),
        ("choices", ["p", "q"], ["r"]),
        ("[1, 2]", [1, 2], [3]),
        ('exists("limit")', [1], []),
        ("len(?) > 2", ["abc"], ["ab"]),
        ('"say \\"a, b\\"", "c"', ['say "a, b"', "c"], ["a"]),
        ("-", [1, None, "a"], []),
        ("", [1, None, "a"], []),
    ],
)
def test_a_cell_means_what_feel_and_our_language_say(cell: str, fitting: list[Any], other: list[Any]) -> None:
    values = {"limit": 10, "choices": ["p", "q"]}
    assert [value for value in [*fitting, *other] if fits(cell, value, **values)] == fitting


def test_a_cell_that_gives_neither_true_nor_false_is_an_error() -> None:
    with pytest.raises(DecisionError) as error:
        fits("? and 5", 3)
    assert error.value.code == "row"
    assert "1 (r1)" in error.value.text("en")
    assert "'? and 5'" in error.value.text("en")


def test_a_number_is_not_compared_with_text() -> None:
    with pytest.raises(DecisionError) as error:
        fits("< 10", "9")
    assert error.value.code == "row"
