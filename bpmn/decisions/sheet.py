"""A decision table as a person edits it: plain texts in rows and columns, changed by pure operations.

Columns and rows keep their `place` in the file they were read from (None for new ones), so that writing them back finds
everything of the file that the sheet does not show.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from bpmn.diagram.names import Name
from messages import Language

ANYTHING = "-"
POLICIES = ("UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT")
AGGREGATIONS = ("SUM", "MIN", "MAX", "COUNT")
TYPES = ("string", "boolean", "number", "integer", "date", "dateTime")


@dataclass(frozen=True, slots=True)
class Column:
    """An input (its `expression` is tested) or an output (its `name` is the key of the result)."""

    label: str = ""
    expression: str = ""
    """What an input looks at; of an output its name."""
    type: str = ""
    allowed: str = ""
    default: str = ""
    """Of an output: what it is when no row matches."""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One rule: a test per input, a value per output, a note."""

    tests: tuple[str, ...]
    results: tuple[str, ...]
    note: str = ""
    place: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One decision table of a file."""

    decision_id: str
    name: str = ""
    policy: str = "UNIQUE"
    aggregation: str = ""
    inputs: tuple[Column, ...] = ()
    outputs: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = field(default=())
    name_en: str = ""
    """What it is called in English; kept in the file as it is."""

    def title(self, language: Language) -> str:
        """Give what it is called in a language: its name there, else the Korean one, else its id."""
        return Name(self.name, self.name_en).text(language) or self.decision_id


def with_line(sheet: Sheet) -> Sheet:
    """Add a row at the end that fits anything and says nothing yet."""
    line = Line((ANYTHING,) * len(sheet.inputs), ("",) * len(sheet.outputs))
    return replace(sheet, lines=(*sheet.lines, line))


def without_line(sheet: Sheet, number: int) -> Sheet:
    """Remove the row at an index; the last one stays, for a table needs one."""
    return replace(sheet, lines=_without(sheet.lines, number)) if len(sheet.lines) > 1 else sheet


def with_line_moved(sheet: Sheet, number: int, by: int) -> Sheet:
    """Move a row up (-1) or down (1)."""
    return replace(sheet, lines=_moved(sheet.lines, number, by))


def with_input(sheet: Sheet) -> Sheet:
    """Add an input column; every row fits anything in it."""
    lines = tuple(replace(line, tests=(*line.tests, ANYTHING)) for line in sheet.lines)
    return replace(sheet, inputs=(*sheet.inputs, Column()), lines=lines)


def without_input(sheet: Sheet, number: int) -> Sheet:
    """Remove an input column with its cells."""
    lines = tuple(replace(line, tests=_without(line.tests, number)) for line in sheet.lines)
    return replace(sheet, inputs=_without(sheet.inputs, number), lines=lines)


def with_input_moved(sheet: Sheet, number: int, by: int) -> Sheet:
    """Move an input column with its cells."""
    lines = tuple(replace(line, tests=_moved(line.tests, number, by)) for line in sheet.lines)
    return replace(sheet, inputs=_moved(sheet.inputs, number, by), lines=lines)


def with_output(sheet: Sheet) -> Sheet:
    """Add an output column."""
    lines = tuple(replace(line, results=(*line.results, "")) for line in sheet.lines)
    return replace(sheet, outputs=(*sheet.outputs, Column()), lines=lines)


def without_output(sheet: Sheet, number: int) -> Sheet:
    """Remove an output column with its cells; the last one stays."""
    if len(sheet.outputs) < 2:
        return sheet
    lines = tuple(replace(line, results=_without(line.results, number)) for line in sheet.lines)
    return replace(sheet, outputs=_without(sheet.outputs, number), lines=lines)


def with_output_moved(sheet: Sheet, number: int, by: int) -> Sheet:
    """Move an output column with its cells."""
    lines = tuple(replace(line, results=_moved(line.results, number, by)) for line in sheet.lines)
    return replace(sheet, outputs=_moved(sheet.outputs, number, by), lines=lines)


def _without(items: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    return items[:number] + items[number + 1 :]


def _moved(items: tuple[Any, ...], number: int, by: int) -> tuple[Any, ...]:
    target = number + by
    if not (0 <= number < len(items) and 0 <= target < len(items)):
        return items
    rest = list(_without(items, number))
    rest.insert(target, items[number])
    return tuple(rest)
