"""A table is tried with typed values, and what cannot be read in it is told beside its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bpmn.decisions.cell_faults import cell_faults
from bpmn.decisions.editing import new_file, sheets, written
from bpmn.decisions.sheet import Column, Line
from bpmn.decisions.trial import other_names, try_out
from bpmn.expressions.typed import typed_value

KIND = (Path(__file__).parents[3] / "bpmn/catalogue/subsidy_case/decisions/change_kind.dmn").read_bytes()


def band(policy: str = "UNIQUE") -> bytes:
    (sheet,) = sheets(new_file("band", "구간"))
    lines = (Line(("<= limit",), ('"과장"',)), Line((">= 10",), ('"국장"',)))
    inputs = (Column("금액", "amount", "integer", place=0),)
    return written(new_file("band", "구간"), replace(sheet, policy=policy, inputs=inputs, lines=lines))


def test_the_rows_that_match_and_their_result_are_told() -> None:
    trial = try_out(band(), "band", [11], {"limit": 10}, functions={}, now=None)
    assert ((2,), {"result": "국장"}, None) == (trial.rows, trial.result, trial.error)


def test_two_rows_under_unique_are_named_with_the_reason() -> None:
    trial = try_out(band(), "band", [10], {"limit": 10}, functions={}, now=None)
    assert (1, 2) == trial.rows
    assert trial.error is not None
    assert "ambiguous" == trial.error.code


def test_values_of_the_wrong_kind_are_told_and_nothing_breaks() -> None:
    trial = try_out(band(), "band", ["많음"], {"limit": 10}, functions={}, now=None)
    assert () == trial.rows
    assert trial.error is not None


def test_inputs_that_are_computed_are_given_as_their_result() -> None:
    trial = try_out(KIND, "change_kind", ["content", False, 3], {}, functions={}, now=None)
    assert "approval" == trial.result["kind"]


def test_names_beside_the_inputs_are_asked_for() -> None:
    (sheet,) = sheets(band())
    assert ("limit",) == other_names(sheet, {})
    assert ("a", "b", "c") == other_names(replace(sheet, lines=(Line(("? > a, [1..b]",), ("c",)),)), {})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        ("true", True),
        ('"a"', "a"),
        ("중소기업", "중소기업"),
        ('date("2027-01-01")', date(2027, 1, 1)),
        ("", None),
    ],
)
def test_values_may_be_typed_with_or_without_quotes(typed: str, value: object) -> None:
    assert value == typed_value(typed, {})


def test_every_text_that_cannot_be_read_is_told_by_its_place() -> None:
    (sheet,) = sheets(band())
    lines = (Line(("[1..",), ("1 +",)), Line(("< 3",), ("",)))
    inputs = (Column(expression="", allowed="not("),)
    outputs = (Column(expression="result", allowed='"a",', default=")"),)
    faults = cell_faults(replace(sheet, inputs=inputs, outputs=outputs, lines=lines), {})
    assert {
        "input.0",
        "input.0.allowed",
        "output.0.default",
        "row.0.test.0",
        "row.0.result.0",
    } == set(faults)
