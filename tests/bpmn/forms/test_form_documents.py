"""A form document that would not do what it says is refused, with everything that is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from bpmn.forms import Form, FormRefused

TITLED = {"title": "항목"}


def refusal(document: Any, functions: Any = None) -> list[tuple[str, str]]:
    with pytest.raises(FormRefused) as refused:
        Form.read(document, functions or {})
    assert all(problem.text("ko") and problem.text("en") for problem in refused.value.problems)
    assert len(refused.value.findings) == len(refused.value.problems)
    return [(problem.rule, problem.place) for problem in refused.value.problems]


def with_field(**schema: Any) -> dict[str, Any]:
    """Write a form of one field; `x_show_if` stands for `x-show-if`."""
    own = {key.replace("_", "-") if key.startswith("x_") else key: value for key, value in schema.items()}
    return {"type": "object", "title": "양식", "properties": {"asked": {**TITLED, **own}}}


@pytest.mark.parametrize(
    ("schema", "rule"),
    [
        ({"type": "object"}, "kind"),
        ({"type": ["string", "null"]}, "kind"),
        ({"type": "array"}, "kind"),
        ({"type": "string", "x_widget": "money"}, "widget"),
        ({"type": "number", "x_widget": "money"}, "widget"),
        ({"type": "string", "x_widget": "date"}, "widget_format"),
        ({"type": "string", "x_widget": "file"}, "widget_format"),
        ({"type": "string", "format": "ipv4"}, "format"),
        ({"type": "string", "x_showif": "true"}, "unknown_keyword"),
        ({"type": "string", "default": 1}, "unknown_keyword"),
        ({"type": "string", "x_widget": "select"}, "no_choices"),
        ({"type": "array", "items": {"type": "string"}}, "no_choices"),
        ({"type": "string", "enum": ["a"], "x_enum_labels": {"b": {"ko": "나"}}}, "labels"),
        ({"type": "string", "enum": ["a"], "x_enum_labels": {"a": {"en": "A"}}}, "labels"),
        ({"type": "string", "enum": ["a"], "x_enum_labels": {"a": "가"}}, "labels"),
        ({"type": "string", "x_show_if": "open('x')"}, "expression"),
        ({"type": "string", "x_default": "lambda: 1"}, "expression"),
        ({"type": "integer", "x_computed": "1 +"}, "expression"),
        ({"type": "array", "items": {"type": "object"}}, "rows"),
        ({"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}}, "title"),
        ({"type": "string", "minLength": -1}, "schema"),
        ({"type": "string", "$ref": "#/x"}, "reference"),
        ({"type": "string", "title": " "}, "title"),
    ],
)
def test_a_field_that_cannot_be_asked_is_refused(schema: dict[str, Any], rule: str) -> None:
    assert rule in [found for found, _ in refusal(with_field(**schema))]


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|b*)*", "(?:a{2,}){3}", ".*.*.*x", "(", "(a)\\1+", "a" * 201, "(a{1,200}){1,200}"],
)
def test_a_pattern_that_could_run_for_ever_is_refused(pattern: str) -> None:
    assert refusal(with_field(type="string", pattern=pattern)) == [("pattern", "asked")]


@pytest.mark.parametrize("pattern", ["^[0-9-]{6,30}$", "^([01][0-9]|2[0-3]):[0-5][0-9]$", "^[A-Z]+-[0-9]+$"])
def test_an_ordinary_pattern_is_accepted(pattern: str) -> None:
    document = {
        "type": "object",
        "title": "양식",
        "properties": {"a": {**TITLED, "type": "string", "pattern": pattern}},
    }
    assert Form.read(document, {}).fields.names == {"a"}


@pytest.mark.parametrize("name", ["len", "today", "true", "None", "civil_period"])
def test_a_field_that_shadows_a_function_or_constant_is_refused(name: str) -> None:
    document = {"type": "object", "title": "양식", "properties": {name: {**TITLED, "type": "string"}}}
    assert refusal(document, {"civil_period": lambda day, length: day}) == [("reserved", name)]


@pytest.mark.parametrize("name", ["_x", "a-b", "1a", "a b", "", "__class__"])
def test_a_field_needs_a_plain_name(name: str) -> None:
    document = {"type": "object", "title": "양식", "properties": {name: {**TITLED, "type": "string"}}}
    assert ("name", name) in refusal(document)


@pytest.mark.parametrize("named", ["other", "number", 3])
def test_a_case_is_named_only_by_a_text_field_of_the_form(named: Any) -> None:
    properties = {"subject": {**TITLED, "type": "string"}, "number": {**TITLED, "type": "integer"}}
    document = {"type": "object", "title": "양식", "properties": properties, "x-case-title": named}
    assert refusal(document) == [("unknown_field", "x-case-title")]
    assert Form.read({**document, "x-case-title": "subject"}, {}).case_title == "subject"


def test_fields_that_depend_on_each_other_are_refused() -> None:
    document = {
        "type": "object",
        "title": "양식",
        "properties": {
            "a": {**TITLED, "type": "string", "x-show-if": "b == 1"},
            "b": {**TITLED, "type": "integer", "x-computed": "c + 1"},
            "c": {**TITLED, "type": "integer", "x-show-if": "exists('a')"},
        },
    }
    assert refusal(document) == [("circle", "a")]


def test_everything_that_is_wrong_is_reported_at_once() -> None:
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["missing"],
        "x-sections": [{"title": "절", "fields": ["a", "a", "b"]}, {}],
        "x-checks": [{"expression": "1 +", "field": "c", "message": "x", "x-message-en": "x"}, {"expression": "true"}],
        "x-shape": 1,
    }
    assert sorted(refusal(document)) == [
        ("check", "x-checks[1]"),
        ("dialect", "$schema"),
        ("expression", "x-checks[0].expression"),
        ("required", ""),
        ("section", "x-sections[1]"),
        ("title", ""),
        ("title", "a"),
        ("unknown_field", "x-checks[0]"),
        ("unknown_field", "x-sections[0]"),
        ("unknown_field", "x-sections[0]"),
        ("unknown_keyword", ""),
    ]


def test_what_is_not_an_object_is_refused() -> None:
    assert ("not_object", "") in refusal([])
    assert ("not_object", "") in refusal({"type": "array", "title": "양식"})


def test_findings_name_the_file() -> None:
    with pytest.raises(FormRefused) as refused:
        Form.read({"type": "object", "title": "양식", "properties": {"a": 1}}, {})
    finding = refused.value.findings_in("forms/a.json", "en")[-1]
    assert (finding.file, finding.element, finding.severity) == ("forms/a.json", "properties.a", "error")
