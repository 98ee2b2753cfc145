"""A form takes what was asked, typed and checked, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bpmn.expressions import ExpressionError
from bpmn.forms import Answer, FieldError, Form

NOW = datetime(2027, 1, 4, 0, 0, tzinfo=UTC)
FUNCTIONS: dict[str, Any] = {"next_year": lambda day: day.year + 1}


def field(kind: str = "string", **more: Any) -> dict[str, Any]:
    """Write a field; `x_show_if` stands for `x-show-if`."""
    own = {key.replace("_", "-") if key.startswith("x_") else key: value for key, value in more.items()}
    return {"type": kind, "title": "항목", "x-title-en": "Field", **own}


def form(required: tuple[str, ...] = (), checks: Any = (), **properties: Any) -> Form:
    document = {
        "type": "object",
        "title": "양식",
        "x-title-en": "Form",
        "properties": properties,
        "required": list(required),
        "x-checks": list(checks),
    }
    return Form.read(document, FUNCTIONS)


def rows(required: tuple[str, ...] = (), properties: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    inner = properties or {"item": field(), "amount": field("integer", x_widget="money", minimum=0)}
    items = {"type": "object", "properties": inner, "required": list(required)}
    return field("array", items=items, **more)


def errors(answer: Answer) -> list[tuple[str, str]]:
    return [(error.field_path, error.code) for error in answer.errors]


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
        (field("array", items={"type": "string"}, x_options="x", minItems=1), [], "required"),
        (field("array", items={"type": "string"}, x_options="x", uniqueItems=True), ["a", "a"], "uniqueItems"),
        (rows(), "text", "type_list"),
        (rows(), ["text"], "type_list"),
        (rows(minItems=2), [{"item": "a"}], "minItems"),
        (rows(minItems=1), [], "required"),
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


def test_a_hidden_field_is_neither_required_nor_taken() -> None:
    asked = form(
        ("kind", "reason", "detail"),
        kind=field(enum=["yes", "no"], x_widget="radio"),
        reason=field(x_show_if="kind == 'no'"),
        detail=field(x_show_if="reason == 'other'"),
    )
    assert asked.check({"kind": "yes", "reason": "other", "detail": "x"}, {}) == Answer({"kind": "yes"}, ())
    assert errors(asked.check({"kind": "no"}, {})) == [("reason", "required")]
    assert errors(asked.check({"kind": "no", "reason": "other"}, {})) == [("detail", "required")]
    assert asked.visible({"kind": "no", "reason": "other"}, {}) == ("kind", "reason", "detail")
    assert asked.visible({"kind": "yes", "reason": "other"}, {}) == ("kind",)
    assert asked.visible({}, {}) == ("kind",)


def test_the_order_of_the_document_does_not_matter_for_conditions() -> None:
    asked = form(
        detail=field(x_show_if="reason == 'other'"),
        reason=field(x_show_if="kind == 'no'"),
        kind=field(),
    )
    assert asked.check({"detail": "x", "reason": "other", "kind": "yes"}, {}).values == {"kind": "yes"}
    assert list(asked.check({"detail": "x", "reason": "other", "kind": "no"}, {}).values) == [
        "detail",
        "reason",
        "kind",
    ]


def test_a_condition_may_look_at_the_case() -> None:
    asked = form(note=field(x_show_if="basis.operator_test"))
    assert asked.visible({}, {"basis": {"operator_test": True}}) == ("note",)
    assert asked.visible({}, {"basis": {"operator_test": False}}) == ()
    with pytest.raises(ExpressionError):
        asked.visible({}, {})


def test_a_condition_that_is_not_true_or_false_is_an_error_of_the_form() -> None:
    with pytest.raises(ExpressionError):
        form(kind=field(), note=field(x_show_if="kind")).check({"kind": "yes"}, {})


def test_rows_are_checked_one_by_one_and_empty_ones_are_left_out() -> None:
    asked = form(budget=rows(("item", "amount")))
    sent = {
        "budget": [
            {"item": "장비", "amount": "1,000"},
            {"item": "", "amount": ""},
            {"item": "교육", "amount": "-5"},
            {"item": "x"},
        ]
    }
    answer = asked.check(sent, {})
    assert errors(answer) == [("budget[2].amount", "minimum"), ("budget[3].amount", "required")]
    assert answer.values["budget"][0] == {"item": "장비", "amount": 1000}


def test_a_row_may_compute_and_hide_by_its_own_fields() -> None:
    inner = {
        "count": field("integer"),
        "price": field("integer"),
        "sum": field("integer", x_computed="count * price"),
        "reason": field(x_show_if="price > limit"),
    }
    asked = form(lines=rows(("reason",), inner), total=field("integer", x_computed="sum([line.sum for line in lines])"))
    sent = {"lines": [{"count": 2, "price": 3, "sum": 999}, {"count": 1, "price": 20, "reason": "비쌈"}]}
    assert asked.check(sent, {"limit": 10}).values == {
        "lines": [{"count": 2, "price": 3, "sum": 6}, {"count": 1, "price": 20, "sum": 20, "reason": "비쌈"}],
        "total": 26,
    }
    assert errors(asked.check({"lines": [{"count": 1, "price": 20}]}, {"limit": 10})) == [
        ("lines[0].reason", "required")
    ]


def test_a_computed_field_waits_for_what_it_depends_on() -> None:
    asked = form(("a",), a=field("integer"), b=field("integer"), total=field("integer", x_computed="a + b"))
    assert asked.check({"a": "1"}, {}) == Answer({"a": 1, "b": None, "total": None}, ())
    assert errors(asked.check({"a": "x", "b": 1}, {})) == [("a", "type_integer")]
    with pytest.raises(ExpressionError):
        form(total=field("integer", x_computed="missing + 1")).check({}, {})


def test_a_field_that_does_not_show_is_not_computed() -> None:
    asked = form(call=field(readOnly=True), reason=field(x_show_if="call is None", x_computed="get({}, ground, '')"))
    assert asked.blank({"call": "2027-1", "ground": None}) == {"call": "2027-1", "reason": None}
    with pytest.raises(ExpressionError):
        asked.blank({"call": None, "ground": None})


def test_a_fields_own_name_in_its_computation_means_the_case() -> None:
    asked = form(paid_total=field("integer", readOnly=True, x_computed="paid_total + 1"))
    assert asked.check({"paid_total": 7}, {"paid_total": 5}).values == {"paid_total": 6}


def test_a_read_only_field_is_shown_from_the_case() -> None:
    asked = form(
        title=field(readOnly=True),
        item=field(readOnly=True, x_default="item.title"),
        own=field(x_show_if="title == 'A'"),
    )
    assert asked.blank({"title": "A", "item": {"title": "안건"}}) == {"title": "A", "item": "안건", "own": None}
    assert asked.visible({}, {"title": "A", "item": {}}) == ("title", "item", "own")
    assert asked.check({"title": "B", "own": "x"}, {"title": "A", "item": {}}).values == {"own": "x"}


def test_a_blank_form_has_defaults_from_the_case_and_the_day() -> None:
    asked = form(
        year=field("integer", x_default="next_year(today())"),
        name=field(x_default="applicant if exists('applicant') else ''"),
        agreed=field("boolean"),
        doubled=field("integer", x_computed="year * 2"),
        lines=rows(),
    )
    assert asked.blank({"applicant": "김"}, NOW) == {
        "year": 2028,
        "name": "김",
        "agreed": False,
        "doubled": 4056,
        "lines": None,
    }


CHECKS = (
    {"expression": "last >= first", "field": "last", "message": "빠릅니다.", "x-message-en": "Too early."},
    {"expression": "day <= today()", "field": "day", "message": "아직입니다.", "x-message-en": "Not yet."},
)


def test_rules_of_the_form_are_said_at_their_field_in_both_languages() -> None:
    asked = form(("first",), CHECKS, day=field(format="date"), first=field("integer"), last=field("integer"))
    answer = asked.check({"first": 5, "last": 3, "day": "2027-01-05"}, {}, None, NOW)
    assert answer.errors == (
        FieldError("day", "check", "아직입니다.", "Not yet."),
        FieldError("last", "check", "빠릅니다.", "Too early."),
    )
    assert asked.check({"first": 3, "last": 3, "day": "2027-01-04"}, {}, None, NOW).errors == ()


def test_a_rule_over_a_wrong_field_is_not_said_as_well() -> None:
    asked = form(
        ("first", "last", "day"), CHECKS, day=field(format="date"), first=field("integer"), last=field("integer")
    )
    assert errors(asked.check({"last": 5, "day": "?"}, {}, None, NOW)) == [("day", "type_date"), ("first", "required")]


def test_a_rule_cannot_be_passed_by_leaving_a_cell_empty() -> None:
    limit = {
        "expression": "sum([r.amount for r in budget]) <= 10",
        "field": "budget",
        "message": "많음",
        "x-message-en": "x",
    }
    asked = form((), (limit,), budget=rows())
    sent = [{"item": "a", "amount": 99}, {"item": "b"}]
    assert errors(asked.check({"budget": sent}, {})) == [("budget", "check")]
    assert errors(asked.check({"budget": sent[1:]}, {})) == [("budget", "check")]
    assert errors(asked.check({"budget": [{"item": "a", "amount": 9}]}, {})) == []


def test_a_rule_over_a_hidden_field_has_nothing_to_say() -> None:
    rule = {
        "expression": "all([r.item != 'x' for r in budget])",
        "field": "budget",
        "message": "x",
        "x-message-en": "x",
    }
    asked = form((), (rule,), kind=field(), budget=rows(x_show_if="kind == 'budget'"))
    assert errors(asked.check({"kind": "other", "budget": [{"item": "x"}]}, {})) == []
    assert errors(asked.check({"kind": "budget", "budget": [{"item": "x"}]}, {})) == [("budget", "check")]


def test_a_row_waits_for_fields_of_the_form_it_depends_on() -> None:
    inner = {"count": field("integer"), "sum": field("integer", x_computed="count * price")}
    asked = form(price=field("integer"), lines=rows(properties=inner))
    assert asked.check({"lines": [{"count": 2}]}, {}).values["lines"] == [{"count": 2, "sum": None}]
    assert asked.check({"lines": [{"count": 2}], "price": 3}, {}).values["lines"] == [{"count": 2, "sum": 6}]


def test_relations_of_json_schema_between_fields_hold_too() -> None:
    document = {
        "type": "object",
        "title": "양식",
        "properties": {"a": field(), "b": field(), "c": field(), "n": field("integer")},
        "if": {"properties": {"a": {"const": "x"}}, "required": ["a"]},
        "then": {"required": ["b"]},
        "dependentRequired": {"b": ["c"]},
        "allOf": [{"properties": {"n": {"maximum": 5}}}],
    }
    asked = Form.read(document, FUNCTIONS)
    assert errors(asked.check({"a": "x"}, {})) == [("b", "required")]
    assert errors(asked.check({"b": "y", "n": 6}, {})) == [("c", "required"), ("n", "maximum")]
    assert errors(asked.check({"a": "x", "b": "y", "c": "z"}, {})) == []


def test_a_page_sends_flat_pairs() -> None:
    asked = form(
        name=field(),
        grounds=field("array", items={"type": "string", "enum": ["a", "b"]}),
        budget=rows(),
        agreed=field("boolean"),
    )
    pairs = [
        ("budget.10.amount", "2,000"), ("budget.2.item", "장비"), ("budget.2.amount", "1,000"), ("grounds", "a"),
        ("grounds", "b"), ("name", "first"), ("name", "김"), ("csrf", "x"), ("budget.x.amount", "1"), ("budget.1", "1"),
        ("budget.999999.item", "x"), ("budget.²", "1"), ("agreed", "true"),
    ]  # fmt: skip
    sent = asked.parse(pairs)
    assert sent == {
        "name": "김",
        "grounds": ["a", "b"],
        "budget": [{"item": "장비", "amount": "1,000"}, {"amount": "2,000"}],
        "agreed": "true",
    }
    assert asked.check(sent, {}).values["budget"] == [{"item": "장비", "amount": 1000}, {"item": None, "amount": 2000}]


def test_the_operation_that_takes_the_answer_is_known() -> None:
    document = {"type": "object", "title": "표결", "x-operation": "cast_ballot", "properties": {}}
    assert Form.read(document, {}).operation == "cast_ballot"
    assert form().operation == ""
