"""Cells that other tools wrote in FEEL mean here what they mean there, or are refused with the reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bpmn.decisions import compile_decision
from bpmn.decisions.feel import translated
from bpmn.decisions.unary_tests import INPUT, compile_cell_expression, compile_test
from bpmn.expressions import ExpressionRefused

VALUES = {"a": 3, "b": 5, "kind": "sme", "items": [1, 2, 3], "on": date(2027, 3, 1), "note": "if a then b = c"}


CELLS = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="band"><decisionTable>
<input><inputExpression expressionLanguage="juel"><text>${amount}</text></inputExpression></input>
<output name="out"><defaultOutputEntry><text>${9}</text></defaultOutputEntry></output>
<rule id="r"><inputEntry expressionLanguage="juel"><text>${amount &gt; 1}</text></inputEntry>
<outputEntry expressionLanguage="juel"><text>1</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if a > 1 then 10 else 20", 10),
        ("if a > 5 then 10 else if b = 5 then 30 else 20", 30),
        ("if (if a = 3 then true else false) then 1 else 2", 1),
        ('if kind = "if x then y" then 1 else 2', 2),
        ("max(if a = 3 then 1 else 2, 0)", 1),
        ("a between 1 and 5", True),
        ("a in [1..3]", True),
        ("a in [1..3)", False),
        ("a in (3..9]", False),
        ("some x in items satisfies x > 2", True),
        ("every x in items satisfies x > 2", False),
        ("list contains(items, 2)", True),
        ('contains("abc", "d")', False),
        ("count(items) + string length(kind)", 6),
        ('on = @"2027-03-01"', True),
        ("a = 3 and not(b = 3)", True),
        ("a >= 3 and b != 4 and b <= 5", True),
        ("note", "if a then b = c"),
        ("${a + 1}", 4),
        ("#{ if a > 1 then 10 else 20 }", 10),
        ('"${a}"', "${a}"),
        ('"a = b"', "a = b"),
    ],
)
def test_feel_means_the_same_here(text: str, expected: Any) -> None:
    assert expected == compile_cell_expression(text, {})(VALUES)


@pytest.mark.parametrize(
    ("cell", "value", "fits"),
    [
        ("[1..5]", 5, True),
        ("(1..5]", 1, False),
        ("]1..5[", 5, False),
        ('"a","b"', "b", True),
        ('not("a")', "b", True),
        ("-", None, True),
        ("null", None, True),
        ("not(null)", 3, True),
        ('< @"2027-02-01"', date(2027, 1, 31), True),
        ('[date("2027-01-01")..date("2027-12-31")]', date(2028, 1, 1), False),
        ("if ? > 3 then true else false", 4, True),
        ("? between 1 and 3", 4, False),
        ("${? > 3}", 4, True),
        ('${"a"}', "a", True),
        ('${"a"}, ${"b"}', "b", True),
        ('not(${"a"})', "a", False),
        ("${[1, 2]}", 2, True),
    ],
)
def test_cells_of_other_tools_are_read(cell: str, value: Any, fits: bool) -> None:
    test = compile_test(cell, {})
    assert fits == (test is None or test({INPUT: value}, None))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('duration("P1D")', "feel_duration"),
        ('time("10:00:00")', "feel_time"),
        ("a instance of number", "feel_instance"),
        ("for x in items return x + 1", "feel_loop"),
        ("items[item > 2]", "feel_filter"),
        ("2 ** 3", "feel_power"),
        ('starts with(kind, "s")', "feel_library"),
        ("function(x) x", "feel_definition"),
        ('@"P1D"', "feel_at"),
        ("list contains(items)", "feel_contains"),
    ],
)
def test_what_has_no_equal_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        compile_cell_expression(text, {})
    assert code == refused.value.code
    assert all(refused.value.text(language) for language in ("ko", "en"))  # type: ignore[arg-type]  # literals


def test_a_cell_marked_as_another_tools_language_is_read_where_it_says_the_same() -> None:
    written = CELLS.replace(b"<text>1</text>", b"<text>${amount + 1}</text>")
    assert compile_decision(written, {}).decide({"amount": 3}) == {"out": 4}
    assert compile_decision(CELLS, {}).decide({"amount": 0}) == {"out": 9}


def test_our_own_language_stays_as_it_is() -> None:
    for text in ('1 if a else 2 if b == 1 else "x"', "[x for x in items if x > 1]", "a <= 3 and b >= 2", "get(m, 'k')"):
        assert text == translated(text)
