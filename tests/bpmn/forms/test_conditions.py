"""What shows, what is computed, what a form shows at first."""

from __future__ import annotations

import pytest

from bpmn.expressions import ExpressionError
from bpmn.forms import Answer
from tests.bpmn.forms.asking import NOW, errors, field, form, rows


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


def test_a_row_waits_for_fields_of_the_form_it_depends_on() -> None:
    inner = {"count": field("integer"), "sum": field("integer", x_computed="count * price")}
    asked = form(price=field("integer"), lines=rows(properties=inner))
    assert asked.check({"lines": [{"count": 2}]}, {}).values["lines"] == [{"count": 2, "sum": None}]
    assert asked.check({"lines": [{"count": 2}], "price": 3}, {}).values["lines"] == [{"count": 2, "sum": 6}]
