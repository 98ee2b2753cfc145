"""Under UNIQUE and ANY two rows do not disagree about the same values."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._tables import tables
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find rows that fit the same values: any two under UNIQUE, under ANY those with other outputs."""
    for file, sheet, found in tables(subject):
        for overlap in found.overlaps:
            params = {"decision": sheet.name or sheet.decision_id, "policy": sheet.policy}
            one, other = overlap.rows
            yield Found("", {**params, "one": one, "other": other, "example": ", ".join(overlap.at.example)}, file)
