"""Rules between the fields of a form, and over the case."""

from __future__ import annotations

from bpmn.forms import FieldError, Form
from tests.bpmn.forms.asking import FUNCTIONS, NOW, errors, field, form, rows

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


def test_a_limit_of_a_relation_stands_in_groups_of_three_for_money_alone() -> None:
    amount = field("integer", x_widget="money")
    relations = {"grant": {"maximum": 50_000_000}, "year": {"maximum": 2030}}
    cells = {"budget": {"items": {"properties": {"amount": {"maximum": 10_000_000}}}}}
    document = {
        "type": "object",
        "title": "양식",
        "properties": {"grant": amount, "year": field("integer"), "budget": rows()},
        "allOf": [{"properties": {**relations, **cells}}],
    }
    sent = {"grant": 60_000_000, "year": 2031, "budget": [{"item": "a", "amount": 20_000_000}]}
    answer = Form.read(document, FUNCTIONS).check(sent, {})
    limits = {error.field_path: error.message_ko.split()[0] for error in answer.errors}
    assert limits == {"grant": "50,000,000", "year": "2030", "budget[0].amount": "10,000,000"}
