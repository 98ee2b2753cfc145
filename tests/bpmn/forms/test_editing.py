"""Changing a form step by step: every operation gives a new document, and loses nothing it does not know."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpmn
from bpmn.forms import Form
from bpmn.forms.editing import (
    QUESTIONS,
    Check,
    Choice,
    EditRefused,
    Titles,
    add_check,
    add_field,
    add_section,
    ask_as,
    blank_form,
    change_check,
    change_field,
    change_form,
    choices_of,
    copy_field,
    field_at,
    free_name,
    make_optional,
    move_field,
    move_section,
    outline,
    place_field,
    question_of,
    remove_check,
    remove_field,
    remove_section,
    rename_section,
    require_field,
    set_choices,
    set_source,
    source_of,
)

CATALOGUE = sorted((Path(bpmn.__file__).parent / "catalogue").glob("*/forms/*.json"))
ROWS = "budget"


def site_visit() -> dict[str, Any]:
    document = blank_form(Titles("현장 확인", "Site visit"))
    document = add_field(document, "date", Titles("방문일", "Day"), name="visited_on")
    document = add_field(document, "money", Titles("금액", "Amount"), name="amount")
    document = add_field(document, "rows", Titles("내역", "Items"), name=ROWS)
    return add_field(document, "money", Titles("단가", "Price"), name="price", parent=ROWS)


def names(document: dict[str, Any]) -> list[tuple[str, ...]]:
    return [group.names for group in outline(document)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_kind_of_question_can_be_added_and_is_a_form_at_once(question: str) -> None:
    document = add_field(site_visit(), question, Titles("물음", "Question"), name="asked")

    Form.read(document, {})
    assert question_of(field_at(document, "asked")) == question


@pytest.mark.parametrize("before", QUESTIONS)
def test_every_question_can_become_every_other(before: str) -> None:
    document = add_field(site_visit(), before, Titles("물음", "Question"), name="asked")
    document = change_field(document, "asked", {"x-help": "도움말", "x-vendor": 1})
    for after in QUESTIONS:
        changed = ask_as(document, "asked", after)
        schema = field_at(changed, "asked")
        assert (question_of(schema), schema["x-help"], schema["title"]) == (after, "도움말", "물음")
        assert schema["x-vendor"] == 1
        del schema["x-vendor"]
        Form.read(changed, {})


def test_limits_that_do_not_fit_another_question_go_and_choices_stay() -> None:
    document = add_field(site_visit(), "select", Titles("결과", "Result"), name="result")
    document = set_choices(document, "result", [Choice("good", "적합", "Good"), Choice("bad", "부적합")])
    listed = ask_as(document, "result", "checklist")
    assert choices_of(field_at(listed, "result")) == (Choice("good", "적합", "Good"), Choice("bad", "부적합", ""))

    limited = change_field(document, "amount", {"minimum": 1})
    assert "minimum" in field_at(ask_as(limited, "amount", "number"), "amount")
    assert "minimum" not in field_at(ask_as(limited, "amount", "text"), "amount")


def test_choices_come_from_a_list_or_from_a_source() -> None:
    document = set_source(add_field(site_visit(), "checklist", Titles("부서"), name="who"), "who", "divisions")
    assert source_of(field_at(document, "who")) == "divisions"
    assert choices_of(field_at(document, "who")) == ()

    back = set_choices(document, "who", [Choice("a", "가")])
    assert (source_of(field_at(back, "who")), field_at(back, "who")["items"]["enum"]) == ("", ["a"])
    Form.read(back, {})


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ([], "no_choices"),
        ([Choice("a", "가"), Choice("a", "나")], "choice_twice"),
        ([Choice("a", "")], "choice_unnamed"),
    ],
)
def test_choices_without_names_or_with_one_value_twice_are_refused(choices: list[Choice], code: str) -> None:
    document = add_field(site_visit(), "select", Titles("결과"), name="result")
    with pytest.raises(EditRefused) as refused:
        set_choices(document, "result", choices)
    assert refused.value.code == code
    assert refused.value.text("ko")


def test_the_first_section_takes_all_fields_and_later_ones_begin_empty() -> None:
    document = add_section(add_section(site_visit(), Titles("방문", "Visit")), Titles("비용"))
    assert names(document) == [("visited_on", "amount", ROWS), ()]

    document = place_field(document, "amount", 1)
    assert names(document) == [("visited_on", ROWS), ("amount",)]
    assert names(move_section(document, 1, -1)) == [("amount",), ("visited_on", ROWS)]
    assert names(place_field(document, ROWS, None)) == [("visited_on",), ("amount",), (ROWS,)]
    assert names(remove_section(document, 0)) == [("amount",), ("visited_on", ROWS)]
    assert outline(rename_section(document, 0, Titles("확인")))[0].title == "확인"


def test_a_field_moves_among_those_it_stands_with() -> None:
    document = site_visit()
    assert names(move_field(document, "amount", -1)) == [("amount", "visited_on", ROWS)]
    assert names(move_field(document, "visited_on", -1)) == names(document)
    rows = field_at(move_field(document, "budget.price", -1), ROWS)["items"]["properties"]
    assert list(rows) == ["price", "item"]
    sectioned = add_section(document, Titles("모두"))
    assert names(move_field(sectioned, ROWS, -1)) == [("visited_on", ROWS, "amount")]


def test_a_copy_stands_behind_its_field_in_its_section() -> None:
    document = require_field(add_section(site_visit(), Titles("모두")), "amount")
    copied, path = copy_field(document, "amount")
    assert path == "amount_2"
    assert names(copied) == [("visited_on", "amount", "amount_2", ROWS)]
    assert copied["required"] == ["amount", "amount_2"]
    assert "required" not in make_optional(document, "amount")


def test_a_removed_field_leaves_no_trace_in_the_order() -> None:
    document = change_form(
        require_field(add_section(site_visit(), Titles("모두")), "amount"), {"x-case-title": "amount"}
    )
    document = remove_field(document, "amount")
    assert names(document) == [("visited_on", ROWS)]
    assert "required" not in document
    assert "x-case-title" not in document


def test_rows_keep_at_least_one_field() -> None:
    document = remove_field(site_visit(), "budget.price")
    with pytest.raises(EditRefused, match="last_of_rows"):
        remove_field(document, "budget.item")


def test_rules_of_the_form_are_added_changed_and_removed_whole() -> None:
    check = Check("amount > 0", "amount", "금액을 확인하십시오.", "Check the amount.")
    document = add_check(site_visit(), check)
    document = change_check(document, 0, Check("amount > 10", "amount", "10원을 넘어야 합니다.", "More than 10."))
    assert document["x-checks"][0]["expression"] == "amount > 10"
    assert "x-checks" not in remove_check(document, 0)
    with pytest.raises(EditRefused, match="check"):
        add_check(document, Check("amount > 0", "amount", "", ""))


@pytest.mark.parametrize(("wish", "code"), [("2nd", "name"), ("amount", "taken"), ("a b", "name"), ("", "name")])
def test_a_name_that_is_none_or_taken_is_refused(wish: str, code: str) -> None:
    with pytest.raises(EditRefused, match=code):
        add_field(site_visit(), "text", Titles("이름"), name=wish)


def test_a_free_name_is_offered() -> None:
    assert [free_name(site_visit(), "", wish) for wish in ("amount", "note", "1")] == ["amount_2", "note", "field"]


@given(st.data())
def test_operations_on_the_catalogue_keep_what_they_do_not_know(data: st.DataObject) -> None:
    before = json.loads(data.draw(st.sampled_from(CATALOGUE)).read_text("utf-8"))
    before["x-of-another-tool"] = {"kept": [1, {"deep": None}]}
    name = data.draw(st.sampled_from(sorted(before["properties"])))
    before["properties"][name]["x-note"] = "kept"
    untouched = copy.deepcopy(before)

    after = change_field(before, name, {"title": "다른 제목"})
    after = move_field(require_field(after, name), name, data.draw(st.sampled_from((-1, 1))))

    assert before == untouched
    expected = copy.deepcopy(untouched)
    expected["properties"][name]["title"] = "다른 제목"
    for document in (expected, after):
        document.pop("required", None)
        document.pop("x-sections", None)
    assert expected == after
