"""What a browser sends for a form becomes the form's own shape, whatever the names and numbers in it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import FormData, UploadFile

from bpmn.forms import Form
from workflows.web.submitted import Deed, apply_deed, read_form

DOCUMENT: dict[str, Any] = {
    "type": "object",
    "title": "신청",
    "properties": {
        "name": {"type": "string", "title": "이름"},
        "grounds": {"type": "array", "title": "근거", "items": {"type": "string", "enum": ["a", "b"]}},
        "budget": {
            "type": "array",
            "title": "예산",
            "maxItems": 500,
            "items": {
                "type": "object",
                "properties": {
                    "item": {"type": "string", "title": "비목"},
                    "amount": {"type": "integer", "title": "금액", "x-widget": "money"},
                    "agreed": {"type": "boolean", "title": "확인"},
                },
            },
        },
        "total": {"type": "integer", "title": "합계", "x-computed": "1"},
        "plan": {"type": "string", "format": "file", "title": "계획서"},
        "papers": {"type": "array", "title": "서류", "items": {"type": "string", "format": "file"}},
    },
}
FORM = Form.read(DOCUMENT, {})


def stored(path: str, file: UploadFile) -> str | None:
    return None if file.filename == "bad.exe" else f"{path}-{file.filename}"


def read(*pairs: tuple[str, Any]) -> dict[str, Any]:
    return read_form(DOCUMENT, FormData(pairs), stored)


def file(name: str) -> UploadFile:
    return UploadFile(BytesIO(b"x"), filename=name)


def test_rows_come_in_the_order_of_their_numbers_and_strange_names_are_left_out() -> None:
    sent = read(
        ("budget.10.amount", "2,000"), ("budget.2.item", "장비"), ("budget.2.amount", "1,000"),
        ("budget.2.agreed", "true"),
        ("budget.x.amount", "1"), ("budget.1", "1"), ("budget.999999.item", "x"), ("budget.²", "1"),
        ("budget.１.item", "x"), ("csrf", "x"), ("total", "9"),
    )  # fmt: skip
    first, *_, last = [row for row in sent["budget"] if len(row) > 1]
    assert (first, last) == (
        {"item": "장비", "amount": "1,000", "agreed": True},
        {"amount": "2,000", "agreed": False},
    )
    assert FORM.check(sent, {}).values["budget"] == [
        {"item": "장비", "amount": 1000, "agreed": True},
        {"item": None, "amount": 2000, "agreed": False},
    ]
    assert "total" not in sent


def test_a_list_repeats_its_name_and_of_a_single_field_the_last_counts() -> None:
    sent = read(("grounds", "a"), ("grounds", ""), ("grounds", "b"), ("name", "first"), ("name", "김"))
    assert (sent["grounds"], sent["name"]) == (["a", "b"], "김")
    assert "name" not in read(("name", "  "))


def test_a_new_file_takes_the_place_of_the_kept_one_and_a_refused_one_does_not() -> None:
    assert read(("plan.kept", "old"), ("plan", file("new.pdf")))["plan"] == "plan-new.pdf"
    assert read(("plan.kept", "old"), ("plan", file("bad.exe")))["plan"] == "old"
    assert "plan" not in read(("plan", file("")))
    assert read(("papers.kept", "old"), ("papers", file("a.pdf")), ("papers", file("bad.exe")))["papers"] == [
        "old",
        "papers-a.pdf",
    ]


@pytest.mark.parametrize(
    ("button", "left"),
    [("drop:papers.a", {"papers": ["b"]}), ("drop:plan.c", {"plan": None}), ("drop:nothing.a", {}), ("drop:", {})],
)
def test_a_file_is_taken_away(button: str, left: dict[str, Any]) -> None:
    values = {"papers": ["a", "b"], "plan": "c"}
    assert apply_deed(Deed.read(button), DOCUMENT, values) == values | left


@pytest.mark.parametrize(
    ("button", "rows"), [("remove:budget.0", [{"item": "b"}]), ("remove:budget.9", None), ("add:name", None)]
)
def test_a_row_is_taken_away(button: str, rows: list[dict[str, str]] | None) -> None:
    values = {"budget": [{"item": "a"}, {"item": "b"}]}
    assert apply_deed(Deed.read(button), DOCUMENT, values) == (values if rows is None else {"budget": rows})


def test_no_more_rows_are_added_than_an_answer_may_hold() -> None:
    values: dict[str, Any] = {"budget": [{"item": "a"}] * 199}
    for _ in range(3):
        values = apply_deed(Deed.read("add:budget"), DOCUMENT, values)
    assert len(values["budget"]) == 200


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=12)
            | st.sampled_from(["name", "grounds", "budget.0.amount", "budget.1.agreed", "budget."]),
            st.text(max_size=6),
        )
    ),
    st.text(max_size=12) | st.sampled_from(["add:budget", "remove:budget.0", "drop:papers.x", "remove:name.0"]),
)
def test_random_pairs_and_buttons_become_something_that_can_be_checked(pairs: list[tuple[str, str]], do: str) -> None:
    FORM.check(apply_deed(Deed.read(do), DOCUMENT, read(*pairs)), {})
