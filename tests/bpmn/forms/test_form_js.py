"""Forms of form-js are brought in, and every part of them is accounted for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bpmn.forms import Form, FormRefused
from bpmn.forms.form_js import FormJsRefused, read_form_js
from bpmn.forms.form_js.components import KNOWN
from bpmn.forms.form_js.feel import NotSimple, translate

TWO = [{"label": "가", "value": "a"}, {"label": "나", "value": "b"}]


def brought(*components: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Bring components in; gives the fields and what became of each part."""
    found = read_form_js({"type": "default", "components": list(components)}, {}, "양식")
    Form.read(found.document, {})
    return dict(found.document), [(note.outcome, note.code) for note in found.notes]


def field(**component: Any) -> dict[str, Any]:
    """Bring one field in; gives its keywords without title and widget."""
    document, _ = brought({"key": "asked", "label": "물음", **component})
    schema = document["properties"]["asked"]
    return {key: value for key, value in schema.items() if key not in ("title", "x-widget")}


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        ({"type": "textfield"}, {"type": "string"}),
        (
            {"type": "textfield", "validate": {"minLength": 2, "maxLength": 9, "pattern": "^[a-z]+$"}},
            {"type": "string", "minLength": 2, "maxLength": 9, "pattern": "^[a-z]+$"},
        ),
        ({"type": "textfield", "validate": {"validationType": "email"}}, {"type": "string", "format": "email"}),
        ({"type": "textarea", "description": "도움말"}, {"type": "string", "x-help": "도움말"}),
        (
            {"type": "number", "decimalDigits": 0, "validate": {"min": 1, "max": 10}, "increment": 5},
            {"type": "integer", "minimum": 1, "maximum": 10, "multipleOf": 5},
        ),
        ({"type": "number", "appearance": {"suffixAdorner": "원"}}, {"type": "number", "x-unit": "원"}),
        ({"type": "checkbox", "defaultValue": True}, {"type": "boolean", "x-default": "True"}),
        ({"type": "checkbox", "validate": {"required": True}}, {"type": "boolean", "const": True}),
        ({"type": "datetime", "subtype": "date"}, {"type": "string", "format": "date"}),
        ({"type": "datetime", "subtype": "time"}, {"type": "string", "format": "time"}),
        ({"type": "datetime", "subtype": "datetime"}, {"type": "string", "format": "date-time"}),
        (
            {"type": "filepicker", "accept": ".pdf,.hwpx"},
            {"type": "string", "format": "file", "x-accept": ["pdf", "hwpx"]},
        ),
        ({"type": "filepicker", "multiple": True}, {"type": "array", "items": {"type": "string", "format": "file"}}),
        ({"type": "textfield", "readonly": True}, {"type": "string", "readOnly": True}),
        (
            {"type": "textfield", "conditional": {"hide": '=kind = "a"'}},
            {"type": "string", "x-show-if": 'not (kind == "a")'},
        ),
    ],
)  # fmt: skip
def test_a_component_becomes_the_field_that_asks_the_same(component: dict[str, Any], expected: dict[str, Any]) -> None:
    assert field(**component) == expected


@pytest.mark.parametrize("kind", ["select", "radio", "checklist", "taglist"])
def test_choices_come_with_their_labels(kind: str) -> None:
    schema = field(type=kind, values=TWO)
    listing = schema.get("items", schema)
    assert listing["enum"] == ["a", "b"]
    assert schema["x-enum-labels"] == {"a": {"ko": "가"}, "b": {"ko": "나"}}


def test_choices_of_numbers_stay_numbers_and_true_or_false_is_yes_or_no() -> None:
    assert field(type="select", values=[{"label": "하나", "value": 1}])["enum"] == [1]
    yes_no = [{"label": "예", "value": True}, {"label": "아니요", "value": False}]
    assert field(type="radio", values=yes_no) == {"type": "boolean"}


def test_groups_become_sections_and_groups_inside_them_do_not() -> None:
    inner = {"type": "group", "label": "안", "components": [{"type": "textfield", "key": "b", "label": "B"}]}
    group = {
        "type": "group",
        "label": "밖",
        "conditional": {"hide": "=flag"},
        "components": [{"type": "textfield", "key": "a", "label": "A"}, inner],
    }
    flag = {"type": "checkbox", "key": "flag", "label": "표시"}
    document, notes = brought(flag, group)
    assert [section["fields"] for section in document["x-sections"]] == [["flag"], ["a", "b"]]
    assert document["properties"]["b"]["x-show-if"] == "not (flag)"
    assert ("changed", "group_flattened") in notes
    assert ("changed", "ungrouped") in notes


def test_a_dynamic_list_becomes_a_table_and_one_inside_it_is_refused() -> None:
    deep = {"type": "dynamiclist", "path": "deep", "components": [{"type": "textfield", "key": "x", "label": "X"}]}
    price = {"type": "number", "key": "price", "label": "단가", "validate": {"required": True}}
    document, notes = brought({"type": "dynamiclist", "path": "costs", "label": "비용", "components": [price, deep]})
    items = document["properties"]["costs"]["items"]
    assert (list(items["properties"]), items["required"]) == (["price"], ["price"])
    assert ("refused", "rows_in_rows") in notes


def test_an_expression_is_computed_by_the_server() -> None:
    amount = {"type": "number", "key": "amount", "label": "금액"}
    document, notes = brought(amount, {"type": "expression", "key": "double", "expression": "=amount * 2"})
    assert document["properties"]["double"]["x-computed"] == "amount * 2"
    assert document["properties"]["double"]["type"] == "number"
    assert ("changed", "computed") in notes


def test_texts_become_the_description_or_the_help_of_what_follows() -> None:
    document, notes = brought(
        {"type": "text", "text": "# 안내\n**꼭** 읽으십시오."},
        {"type": "textfield", "key": "a", "label": "A"},
        {"type": "text", "text": "B에 대하여"},
        {"type": "textfield", "key": "b", "label": "B", "description": "짧게"},
        {"type": "text", "text": "끝"},
    )
    assert document["description"] == "안내\n꼭 읽으십시오."
    assert document["properties"]["b"]["x-help"] == "B에 대하여\n짧게"
    assert notes[-1] == ("refused", "text_behind")


def test_keys_that_are_no_names_get_one_and_conditions_follow() -> None:
    document, notes = brought(
        {"type": "textfield", "key": "a.b-c", "label": "A", "conditional": {"hide": "=len = 1"}},
        {"type": "number", "key": "len", "label": "길이"},
        {"type": "textfield", "key": "1st", "label": "첫째"},
    )
    assert list(document["properties"]) == ["a_b_c", "len_value", "field_1st"]
    assert document["properties"]["a_b_c"]["x-show-if"] == "not (len_value == 1)"
    assert notes.count(("changed", "renamed")) == 3


def test_two_components_of_one_key_become_two_fields() -> None:
    same = {"type": "textfield", "key": "a", "label": "A"}
    document, _ = brought(same, same)
    assert list(document["properties"]) == ["a", "a_2"]


@pytest.mark.parametrize(
    "kind", sorted({"html", "image", "iframe", "table", "documentPreview", "spacer", "separator", "robot"})
)
def test_what_a_form_does_not_show_is_refused_with_the_reason(kind: str) -> None:
    found = read_form_js({"components": [{"type": kind, "label": "무엇"}]}, {})
    [note] = [note for note in found.notes if note.type == kind]
    assert note.outcome == "refused"
    assert note.text("ko") != note.text("en")


@pytest.mark.parametrize(
    ("component", "code"),
    [
        ({"type": "textfield", "conditional": {"hide": "=some x in list satisfies x > 1"}}, "condition"),
        ({"type": "textfield", "validate": {"pattern": "^(a+)+$"}}, "pattern"),
        ({"type": "textfield", "label": "=name"}, "property"),
        ({"type": "textfield", "defaultValue": {"a": 1}}, "property"),
        ({"type": "textfield", "of_another_version": 1}, "property"),
        ({"type": "select", "valuesKey": "from_data"}, "choices_of_data"),
        ({"type": "select", "values": []}, "no_choices"),
        ({"type": "filepicker", "accept": "image/*"}, "accept"),
        ({"type": "expression", "expression": "=count(list)"}, "expression"),
        ({"type": "text", "text": "={{name}}"}, "text_computed"),
        ({"type": "button", "action": "reset"}, "button_other"),
        ({"type": "dynamiclist", "path": "x", "components": []}, "rows_empty"),
    ],
)
def test_what_is_lost_of_a_component_is_said(component: dict[str, Any], code: str) -> None:
    _, notes = brought({"key": "asked", "label": "물음", **component})
    assert ("refused", code) in notes


def test_days_in_the_past_are_refused_by_a_rule() -> None:
    document, _ = brought(
        {"type": "datetime", "subtype": "date", "key": "day", "dateLabel": "날", "disallowPassedDates": True}
    )
    assert document["x-checks"][0]["field"] == "day"
    assert document["properties"]["day"]["title"] == "날"


@pytest.mark.parametrize("schema", [[], {}, {"components": 1}, None, "x"])
def test_what_is_no_schema_is_refused(schema: object) -> None:
    with pytest.raises(FormJsRefused):
        read_form_js(schema, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('= a = "x" and b != 2', 'a == "x" and b != 2'),
        ("=not(a) or b", "not (a) or b"),
        ("=a >= 1.5 and (b < 2 or c = null)", "a >= 1.5 and (b < 2 or c == None)"),
        ("=a = true", "a == True"),
        ("=order.total > 3", "order_total > 3"),
    ],
)
def test_simple_conditions_are_translated(text: str, expected: str) -> None:
    assert translate(text, {"order.total": "order_total"}, {}) == expected


@pytest.mark.parametrize(
    "text", ["=if a then b else c", "=count(a)", "=a[1]", "=a in [1..2]", '=@"2024-01-01"', "=", "=a b", "={a: 1}"]
)
def test_what_cannot_be_said_the_same_way_is_not_guessed(text: str) -> None:
    with pytest.raises(NotSimple):
        translate(text, {}, {})


_ANY = st.sampled_from([None, True, 0, 2.5, "a", "(a+)+", [1], {"a": [None]}, []])
_COMPONENT = st.deferred(
    lambda: st.fixed_dictionaries(
        {"type": st.sampled_from(sorted(KNOWN))},
        optional={
            "key": st.sampled_from(["a", "b", "a.b", "1", "len"]) | st.text(max_size=6),
            "label": st.text(max_size=6),
            "values": st.lists(st.fixed_dictionaries({"value": _ANY}), max_size=3),
            "validate": st.dictionaries(st.sampled_from(["required", "min", "maxLength", "pattern"]), _ANY, max_size=3),
            "conditional": st.fixed_dictionaries({"hide": st.sampled_from(["=a", "=b > 1", "=x y"])}),
            "defaultValue": _ANY,
            "components": st.lists(_COMPONENT, max_size=2),
            "expression": st.sampled_from(["=a + 1", "=a"]),
            "text": st.text(max_size=6),
        },
    )
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_COMPONENT, max_size=4))
def test_any_schema_gives_a_form_and_a_note_for_each_component(components: list[dict[str, Any]]) -> None:
    found = read_form_js({"components": components}, {}, "양식")

    assert len(found.notes) >= len(components)
    assert all(note.text("ko") and note.text("en") for note in found.notes)
    assert _problems(found.document) <= {"circle"}


def _problems(document: Any) -> set[str]:
    try:
        Form.read(document, {})
    except FormRefused as refused:
        return {problem.rule for problem in refused.problems}
    return set()
