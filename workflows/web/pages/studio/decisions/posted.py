"""A decision table as its form sends it back, and what a pressed button does to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bpmn.decisions.sheet import (
    AGGREGATIONS,
    ANYTHING,
    POLICIES,
    Column,
    Line,
    Sheet,
    with_input,
    with_input_moved,
    with_line,
    with_line_moved,
    with_output,
    with_output_moved,
    without_input,
    without_line,
    without_output,
)
from workflows.web.visit import Visit

_Change = Callable[[Sheet, int], Sheet]
CHANGES: Mapping[str, _Change] = {
    "add_row": lambda sheet, _: with_line(sheet),
    "add_input": lambda sheet, _: with_input(sheet),
    "add_output": lambda sheet, _: with_output(sheet),
    "row_up": lambda sheet, number: with_line_moved(sheet, number, -1),
    "row_down": lambda sheet, number: with_line_moved(sheet, number, 1),
    "row_remove": without_line,
    "input_back": lambda sheet, number: with_input_moved(sheet, number, -1),
    "input_on": lambda sheet, number: with_input_moved(sheet, number, 1),
    "input_remove": without_input,
    "output_back": lambda sheet, number: with_output_moved(sheet, number, -1),
    "output_on": lambda sheet, number: with_output_moved(sheet, number, 1),
    "output_remove": without_output,
}
"""What the buttons do; their values are `row_up.3`: the change and the index it concerns."""
MOST = 2000


def posted_sheet(visit: Visit, stored: Sheet) -> Sheet:
    """Read the form; what it does not send stays as it is stored."""
    if "name" not in visit.form:
        return stored
    inputs, outputs = _columns(visit, "input"), _columns(visit, "output")
    policy, aggregation = visit.field("policy"), visit.field("aggregation")
    return replace(
        stored,
        name=visit.field("name"),
        policy=policy if policy in POLICIES else stored.policy,
        aggregation=aggregation if policy == "COLLECT" and aggregation in AGGREGATIONS else "",
        inputs=inputs,
        outputs=outputs,
        lines=tuple(
            _line(visit, number, len(inputs), len(outputs))
            for number in range(MOST)
            if f"row.{number}.place" in visit.form
        ),
    )


def changed_sheet(sheet: Sheet, pressed: str) -> Sheet:
    """Do what a button says; one that changes nothing (saving, checking) leaves the sheet."""
    name, _, number = pressed.partition(".")
    change = CHANGES.get(name)
    return change(sheet, index_of(number) or 0) if change else sheet


def with_gap_filled(sheet: Sheet, cells: tuple[str, ...]) -> Sheet:
    """Add a row for a combination that no row fits; what it gives, a person writes."""
    return replace(sheet, lines=(*sheet.lines, Line(cells, ("",) * len(sheet.outputs))))


def _columns(visit: Visit, kind: str) -> tuple[Column, ...]:
    return tuple(_column(visit, f"{kind}.{number}") for number in range(MOST) if f"{kind}.{number}.place" in visit.form)


def _column(visit: Visit, at: str) -> Column:
    names = ("label", "expression", "type", "allowed", "default")
    texts = {name: visit.field(f"{at}.{name}") for name in names}
    return Column(**texts, place=_place(visit, at))


def _line(visit: Visit, number: int, inputs: int, outputs: int) -> Line:
    at = f"row.{number}"
    tests = tuple(visit.field(f"{at}.test.{column}") or ANYTHING for column in range(inputs))
    results = tuple(visit.field(f"{at}.result.{column}") for column in range(outputs))
    return Line(tests, results, visit.field(f"{at}.note"), _place(visit, at))


def _place(visit: Visit, at: str) -> int | None:
    place = visit.field(f"{at}.place")
    return index_of(place)


def index_of(text: str) -> int | None:
    """Read an index out of a form; None for what is none, or far beyond any table."""
    return int(text) if text.isdecimal() and len(text) < len(str(MOST)) + 1 else None
