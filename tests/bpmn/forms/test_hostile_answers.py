"""Answers and forms made to break the server: each is answered with what to correct, in good time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bpmn.forms import Answer, Form, FormRefused
from bpmn.forms.patterns import is_safe

NOW = datetime(2027, 1, 4, tzinfo=UTC)


def field(kind: str, **more: Any) -> dict[str, Any]:
    own = {key.replace("_", "-") if key.startswith("x_") else key: value for key, value in more.items()}
    return {"type": kind, "title": "항목", **own}


def form(properties: dict[str, Any], **more: Any) -> Form:
    return Form.read({"type": "object", "title": "양식", "properties": properties, **more}, {})


def check(asked: Form, **sent: Any) -> Answer:
    return asked.check(sent, {}, None, NOW)


def codes(answer: Answer) -> list[tuple[str, str]]:
    return [(error.field_path, error.code) for error in answer.errors]


def rules(properties: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(FormRefused) as caught:
        form(properties, **more)
    return [problem.rule for problem in caught.value.problems if problem.text("ko") and problem.text("en")]


MONEY = form({"amount": field("integer", x_widget="money")})


@pytest.mark.parametrize(
    "written", ["1,000,000", "１，０００，０００", " 1000000 원", "+1000000", "1000000.0", 10**6, 1e6]
)
def test_money_is_read_as_people_and_programs_write_it(written: Any) -> None:
    assert check(MONEY, amount=written) == Answer({"amount": 1_000_000}, ())


@pytest.mark.parametrize("written", ["1e9", "1_000", "1,5", "1,00", ",5", "1억", "10²", "NaN", float("nan"), True, [1]])
def test_money_written_otherwise_is_to_be_corrected(written: Any) -> None:
    assert codes(check(MONEY, amount=written)) == [("amount", "type_integer")]


def test_a_number_of_five_thousand_digits_is_too_large() -> None:
    assert codes(check(MONEY, amount=10**5000)) == [("amount", "number_size")]


@pytest.mark.parametrize("written", ["2027-02-30", "20270302", "2027-W10-2", "2027-061", "２０２７-03-02", "2027-3-2"])
def test_a_date_is_a_day_of_the_calendar_written_in_one_way(written: str) -> None:
    asked = form({"day": field("string", format="date")})
    assert codes(check(asked, day=written)) == [("day", "type_date")]
    assert check(asked, day="2027-03-02").values == {"day": date(2027, 3, 2)}


def test_fractions_keep_their_limits_exactly() -> None:
    asked = form({"rate": field("number", multipleOf=0.01, minimum=0.1)})
    assert check(asked, rate="0.1") == Answer({"rate": Decimal("0.1")}, ())
    assert codes(check(asked, rate="0.115")) == [("rate", "multipleOf")]
    assert not check(form({"rate": field("number", enum=[0.1, 1])}), rate="0.1").errors


@pytest.mark.parametrize("written", ["0.10", "０．１０", Decimal("0.10")])
def test_a_fraction_keeps_the_digits_that_were_typed(written: Any) -> None:
    assert str(check(form({"rate": field("number")}), rate=written).values["rate"]) == "0.10"


def test_only_the_limit_of_money_stands_in_groups_of_three() -> None:
    year = check(form({"year": field("integer", minimum=2026)}), year=2020)
    amount = check(form({"amount": field("integer", x_widget="money", minimum=2026)}), amount=2020)
    assert [year.errors[0].text(), amount.errors[0].text()] == ["2026 이상이어야 합니다.", "2,026 이상이어야 합니다."]


def test_a_row_with_nothing_but_zero_is_a_row() -> None:
    rows = {"type": "array", "title": "표", "items": {"type": "object", "properties": {"amount": field("integer")}}}
    assert check(form({"rows": rows}), rows=[{"amount": 0}]).values == {"rows": [{"amount": 0}]}


@pytest.mark.parametrize(
    "rule", [{"not": {"required": ["a", "b"]}}, {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}]
)
def test_a_rule_over_the_whole_answer_holds(rule: dict[str, Any]) -> None:
    asked = form({"a": field("string"), "b": field("string")}, **rule)
    assert codes(check(asked, a="x", b="y")) == [("a", "invalid")]
    assert not check(asked, a="x").errors


@pytest.mark.parametrize(("expression", "a", "b"), [("a / b", 1, 0), ("a * b", 10**12, 10**12), ("round(a / b)", 5, 0)])
def test_an_answer_that_nothing_can_be_calculated_with_is_to_be_corrected(expression: str, a: int, b: int) -> None:
    asked = form({"a": field("integer"), "b": field("integer"), "c": field("number", x_computed=expression)})
    assert codes(check(asked, a=a, b=b)) == [("a", "not_computable")]
    assert asked.visible({"a": a, "b": b}, {}, NOW) == ("a", "b", "c")


def test_a_condition_or_rule_over_such_an_answer_is_to_be_corrected_too() -> None:
    shown = form({"a": field("integer"), "b": field("integer", x_show_if="10 / a > 2")})
    assert codes(check(shown, a=0)) == [("a", "not_computable")]
    rule = {"expression": "1 / a < 2", "field": "a", "message": "안 됩니다", "x-message-en": "no"}
    assert ("a", "check") in codes(check(form({"a": field("integer")}, **{"x-checks": [rule]}), a=0))


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:a|aa)*b",
        "(a?){28}a{28}$",
        "a{0,99}" * 5 + "b",
        "(?=(a|aa)*b)",
        "a?" * 40,
        "(?:a*)?(?:a*)?(?:a*)?b",
        "(a+)+$",
    ],
)
def test_a_pattern_that_could_run_for_ever_is_refused(pattern: str) -> None:
    assert not is_safe(pattern)
    assert rules({"a": field("string", pattern=pattern)}) == ["pattern"]


@pytest.mark.parametrize(
    "pattern", [r"^\d{3}-?\d{2}-?\d{5}$", "^([01][0-9]|2[0-3]):[0-5][0-9]$", "^[0-9-]{6,30}$", r"^\d+-\d+$"]
)
def test_an_everyday_pattern_is_kept(pattern: str) -> None:
    assert is_safe(pattern)


def test_rules_between_fields_hold_no_pattern_of_their_own() -> None:
    hidden = [{"properties": {"a": {"pattern": "(a+)+$"}}}]
    assert rules({"a": field("string")}, allOf=hidden) == ["pattern_place"]


def test_a_form_is_neither_endless_nor_bottomless() -> None:
    deep: dict[str, Any] = {}
    for _ in range(400):
        deep = {"allOf": [deep]}
    assert rules({"a": field("string")}, allOf=[deep]) == ["too_deep"]
    chain = {f"f{n}": field("integer", x_show_if=f"f{n + 1} == 1") for n in range(1500)}
    assert rules({**chain, "f1500": field("integer")}) == ["too_many"]


def test_a_list_of_a_million_choices_costs_no_time() -> None:
    items = {"type": "string", "enum": ["a", "b"]}
    asked = form({"papers": {"type": "array", "title": "서류", "items": items}})
    before = time.thread_time()
    assert codes(check(asked, papers=["z"] * 10**6)) == [("papers", "maxItems")]
    assert time.thread_time() - before < 1
