"""What is wrong with the texts of a sheet, each beside the cell it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bpmn.decisions.sheet import ANYTHING, Sheet
from bpmn.decisions.unary_tests import compile_cell_expression, compile_test
from bpmn.expressions import ExpressionRefused, Functions

Place = str
"""`input.0`, `input.0.allowed`, `output.1.default`, `row.2.test.0`, `row.2.result.1`: counted from 0."""
_Compiler = Callable[[str, Functions], Any]


def cell_faults(sheet: Sheet, functions: Functions) -> Mapping[Place, ExpressionRefused]:
    """Give every text that cannot be read by its place."""
    found: dict[Place, ExpressionRefused] = {}
    for place, text, compiler in _texts(sheet):
        try:
            compiler(text, functions)
        except ExpressionRefused as refused:
            found[place] = refused
    return found


def _texts(sheet: Sheet) -> Iterator[tuple[Place, str, _Compiler]]:
    for number, column in enumerate(sheet.inputs):
        yield f"input.{number}", column.expression, compile_cell_expression
        if column.allowed:
            yield f"input.{number}.allowed", column.allowed, compile_test
    for number, column in enumerate(sheet.outputs):
        if column.allowed:
            yield f"output.{number}.allowed", f"[{column.allowed}]", compile_cell_expression
        if column.default not in ("", ANYTHING):
            yield f"output.{number}.default", column.default, compile_cell_expression
    for row, line in enumerate(sheet.lines):
        for number, text in enumerate(line.tests):
            yield f"row.{row}.test.{number}", text, compile_test
        for number, text in enumerate(line.results):
            if text not in ("", ANYTHING):
                yield f"row.{row}.result.{number}", text, compile_cell_expression
