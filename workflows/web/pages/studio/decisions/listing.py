"""The decision tables of a draft: listed with where they are used, begun, copied and removed."""

from __future__ import annotations

from bpmn.decisions import DecisionRefused
from bpmn.decisions.editing import copied_file, new_file, sheets
from workflows.queries.draft_decisions import DecisionRow, draft_decisions
from workflows.web.pages.studio.file_list import FileList
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit

WORDS = "decision_editor"


def _rows(visit: Visit) -> tuple[DecisionRow, ...]:
    return draft_decisions(visit.services, visit.connection, process_of(visit))


def _copied(content: bytes, decision_id: str, title: str) -> bytes | None:
    try:
        found = sheets(content)
    except DecisionRefused:
        return None
    return copied_file(content, found[-1].decision_id, decision_id, title or decision_id) if found else None


DECISIONS = FileList("decisions", "dmn", WORDS, _rows, new_file, _copied)
