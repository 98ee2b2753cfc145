"""How a form shows values: money in groups of three, years plain, times as the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from workflows.web.fields import Drawing, FieldView


def drawn(schema: dict[str, Any], value: Any) -> FieldView:
    document = {"properties": {"asked": {"title": "항목", **schema}}}
    (section,) = Drawing(document, "ko", ["asked"], {"asked": value}).form().sections
    return section.fields[0]


def shown(schema: dict[str, Any], value: Any) -> str:
    return drawn(schema, value).value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1_200_000, "1,200,000"),
        (-1_200_000, "-1,200,000"),
        ("1200000", "1,200,000"),
        ("-1200000", "-1,200,000"),
        ("１２００", "1,200"),
        ("1,200,000", "1,200,000"),
        ("많이", "많이"),
        ("9" * 50, "9" * 50),
        (None, ""),
    ],
)
def test_money_to_be_filled_in_stands_in_groups_of_three(value: Any, expected: str) -> None:
    assert shown({"type": "integer", "x-widget": "money"}, value) == expected


@pytest.mark.parametrize("read_only", [{}, {"readOnly": True}, {"x-computed": "1"}])
@pytest.mark.parametrize(
    ("kind", "widget", "value", "expected"),
    [
        ("integer", "number", 2027, "2027"),
        ("string", "text", 2027, "2027"),
        ("integer", "money", 2_027_000, "2,027,000"),
        ("number", "number", Decimal("0.10"), "0.10"),
        ("integer", "number", -5, "-5"),
    ],
)
def test_a_year_and_a_rate_read_as_they_were_typed(
    read_only: dict[str, Any], kind: str, widget: str, value: Any, expected: str
) -> None:
    assert shown({"type": kind, "x-widget": widget, **read_only}, value) == expected


def test_a_time_is_asked_for_as_the_clock_on_the_wall_shows_it() -> None:
    asked = {"type": "string", "format": "date-time", "x-widget": "datetime"}
    assert shown(asked, datetime(2027, 1, 4, 0, 30, tzinfo=UTC)) == "2027-01-04T09:30"
    assert shown(asked, "2027-01-04T09:30") == "2027-01-04T09:30"


def test_a_day_is_asked_for_as_a_browser_takes_it() -> None:
    assert shown({"type": "string", "format": "date", "x-widget": "date"}, date(2027, 3, 1)) == "2027-03-01"


@pytest.mark.parametrize(
    ("schema", "widget"),
    [
        ({"type": "boolean"}, "checkbox"),
        ({"type": "integer"}, "number"),
        ({"type": "string", "format": "date"}, "date"),
        ({"type": "array", "items": {"type": "string", "enum": ["a"]}}, "checklist"),
        ({"type": "array", "items": {"type": "string", "format": "file"}}, "files"),
        ({"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}}, "rows"),
        ({"type": "array", "readOnly": True, "items": {"type": "object", "properties": {}}}, "reading_rows"),
    ],
)
def test_a_field_that_names_no_widget_is_asked_as_is_usual(schema: dict[str, Any], widget: str) -> None:
    assert drawn(schema, None).widget == widget


def test_a_phone_offers_the_point_where_a_fraction_may_be_typed() -> None:
    assert (drawn({"type": "number"}, None).keypad, drawn({"type": "integer"}, None).keypad) == ("decimal", "numeric")
