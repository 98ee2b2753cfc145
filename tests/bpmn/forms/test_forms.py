"""A form takes what was asked, typed and checked, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bpmn.forms import Answer, Form
from tests.bpmn.forms.asking import errors, field, form, rows


def test_only_declared_visible_writable_fields_enter_the_data() -> None:
    asked = form(
        name=field(),
        hidden=field(x_show_if="name == 'other'"),
        shown=field(readOnly=True),
        total=field("integer", x_computed="amount * 2"),
        amount=field("integer"),
    )
    sent = {
        "name": "김",
        "hidden": "x",
        "shown": "forged",
        "total": 5,
        "amount": "3",
        "LIMIT": 10**10,
        "approved": True,
    }
    answer = asked.check(sent, {"shown": "사건 값"})
    assert answer == Answer({"name": "김", "total": 6, "amount": 3}, ())


def test_money_is_whole_won_however_it_is_written() -> None:
    asked = form(amount=field("integer", x_widget="money"))
    for written in ("1,000,000", "1000000", " 1,000,000원 ", 1_000_000, Decimal("1000000")):
        assert asked.check({"amount": written}, {}).values == {"amount": 1_000_000}
    for wrong in ("1.5", "백만", "100만", "NaN", True, [], {"a": 1}):
        assert errors(asked.check({"amount": wrong}, {})) == [("amount", "type_integer")]
    assert errors(asked.check({"amount": "9" * 30}, {})) == [("amount", "number_size")]


@pytest.mark.parametrize(
    ("widget", "korean", "english"),
    [
        ("money", "숫자만 넣으십시오(예: 1,000,000).", "Enter digits only (for example 1,000,000)."),
        ("number", "숫자만 넣으십시오(예: 12).", "Enter digits only (for example 12)."),
    ],
)
def test_whoever_types_no_number_is_shown_one_that_fits_the_field(widget: str, korean: str, english: str) -> None:
    (error,) = form(amount=field("integer", x_widget=widget)).check({"amount": "열둘"}, {}).errors
    assert (error.text("ko"), error.text("en")) == (korean, english)


def test_every_kind_of_field_is_typed() -> None:
    asked = form(
        day=field(format="date"),
        moment=field(format="date-time"),
        at=field(format="time"),
        mail=field(format="email"),
        share=field("number"),
        agreed=field("boolean", x_widget="checkbox"),
        sure=field("boolean", x_widget="radio"),
        grounds=field("array", items={"type": "string", "enum": ["a", "b"]}),
        people=field("array", items={"type": "integer"}, x_options="people"),
        paper=field(format="file"),
        papers=field("array", items={"type": "string", "format": "file"}),
        note=field(x_widget="textarea"),
    )
    sent = {
        "day": "2027-03-02",
        "moment": "2027-03-02T09:00",
        "at": "14:00",
        "mail": "a@b.kr",
        "share": "12.50",
        "agreed": "on",
        "sure": "false",
        "grounds": ["a", ""],
        "people": ["3", "4"],
        "paper": "up-1",
        "papers": ["up-2"],
        "note": " 한 줄\r\n두 줄 ",
    }
    assert asked.check(sent, {}, lambda source: {3: "김", 4: "이"}) == Answer(
        {
            "day": date(2027, 3, 2),
            "moment": datetime(2027, 3, 2, 0, 0, tzinfo=UTC),
            "at": "14:00",
            "mail": "a@b.kr",
            "share": Decimal("12.50"),
            "agreed": True,
            "sure": False,
            "grounds": ["a"],
            "people": [3, 4],
            "paper": "up-1",
            "papers": ["up-2"],
            "note": "한 줄\n두 줄",
        },
        (),
    )


def test_nothing_filled_in_is_null_and_an_unticked_box_is_false() -> None:
    asked = form(
        note=field(),
        agreed=field("boolean"),
        sure=field("boolean", x_widget="radio"),
        list=field("array", items={"type": "integer"}, x_options="x"),
        lines=rows(),
    )
    answer = asked.check({"note": "  ", "lines": [{}, {"item": "", "amount": None}]}, {})
    assert answer == Answer({"note": None, "agreed": False, "sure": None, "list": [], "lines": []}, ())
    assert answer.filled == {"agreed": False, "list": [], "lines": []}


@pytest.mark.parametrize(
    ("schema", "sent", "code"),
    [
        (field(format="date"), "2027-02-30", "type_date"),
        (field(format="date-time"), "tomorrow", "type_datetime"),
        (field(format="time"), "25:00", "type_time"),
        (field(format="email"), "nobody", "type_email"),
        (field(format="file"), "../../etc/passwd", "type_file"),
        (field(), ["a"], "type_text"),
        (field(), "a\x00b", "type_text"),
        (field("number"), "세 개", "type_number"),
        (field("boolean", x_widget="radio"), "maybe", "type_boolean"),
        (field(enum=["a", "b"], x_widget="radio"), "c", "enum"),
        (field("boolean", const=True), None, "const"),
        (field(minLength=3), "ab", "minLength"),
        (field(maxLength=3), "abcd", "maxLength"),
        (field(), "a" * 70_000, "maxLength"),
        (field(pattern="^[0-9]{3}$"), "12a", "pattern"),
        (field(pattern="^[a-z]+$"), "a" * 501, "pattern"),
        (field("integer", minimum=10), 9, "minimum"),
        (field("integer", maximum=10), 11, "maximum"),
        (field("integer", exclusiveMinimum=0), 0, "exclusiveMinimum"),
        (field("number", exclusiveMaximum=1), 1, "exclusiveMaximum"),
        (field("integer", multipleOf=10), 15, "multipleOf"),
        (field("array", items={"type": "string"}, x_options="x", maxItems=1), ["a", "b"], "maxItems"),
        (field("array", items={"type": "string"}, x_options="x", minItems=2), ["a"], "minItems"),
        (field("array", items={"type": "string"}, x_options="x", minItems=2), [], "minItems"),
        (field("array", items={"type": "string"}, x_options="x", minItems=1), [], "required_choice"),
        (field("array", items={"type": "string"}, x_options="x", uniqueItems=True), ["a", "a"], "uniqueItems"),
        (rows(), "text", "type_list"),
        (rows(), ["text"], "type_list"),
        (rows(minItems=2), [{"item": "a"}], "minItems"),
        (rows(minItems=1), [], "required_row"),
        (rows(), [{"item": "a"}] * 201, "maxItems"),
    ],
)
def test_each_wrong_answer_has_its_own_words(schema: dict[str, Any], sent: Any, code: str) -> None:
    answer = form(asked=schema).check({"asked": sent}, {})
    assert errors(answer) == [("asked", code)]
    assert answer.errors[0].text("ko") and answer.errors[0].text("en")


def test_a_wrong_item_of_a_list_is_named_by_its_place() -> None:
    asked = form(grounds=field("array", items={"type": "string", "enum": ["a", "b"]}))
    assert errors(asked.check({"grounds": ["a", "c"]}, {})) == [("grounds[1]", "enum")]


def test_a_choice_that_its_source_does_not_offer_is_refused() -> None:
    asked = form(
        officer=field("integer", x_widget="person", x_options="people:officer"),
        members=field("array", items={"type": "integer"}, x_options="members", x_widget="checklist"),
        lines=rows(properties={"line": field(x_widget="select", x_options="budget_lines")}),
    )
    sources: dict[str, list[Any]] = {"people:officer": [1, 2], "members": [5], "budget_lines": ["b1"]}
    sent = {"officer": 3, "members": [5, 6], "lines": [{"line": "b1"}, {"line": "b2"}]}
    assert errors(asked.check(sent, {}, sources.__getitem__)) == [
        ("officer", "option"),
        ("members[1]", "option"),
        ("lines[1].line", "option"),
    ]


def test_the_operation_that_takes_the_answer_is_known() -> None:
    document = {"type": "object", "title": "표결", "x-operation": "cast_ballot", "properties": {}}
    assert Form.read(document, {}).operation == "cast_ballot"
    assert form().operation == ""
