"""A table that must answer has an answer for everything."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.decisions.coverage import SINGLE
from bpmn.rules.binding._tables import tables
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find values that no row fits, where one row should answer and no output has a default."""
    for file, sheet, found in tables(subject):
        if sheet.policy in SINGLE and not any(column.default for column in sheet.outputs):
            for gap in found.gaps:
                inputs = [column.label or column.expression for column in sheet.inputs]
                shown = zip(inputs, gap.cells, gap.example, strict=True)
                where = "; ".join(f"{name}: {cell}" for name, cell, _ in shown if cell != "-") or "-"
                params = {"decision": sheet.name or sheet.decision_id, "where": where}
                yield Found("", {**params, "example": ", ".join(gap.example)}, file)
