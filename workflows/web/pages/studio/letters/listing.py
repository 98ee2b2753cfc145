"""The letters of a draft: listed with who sends them, begun, copied and removed."""

from __future__ import annotations

from dataclasses import replace

from bpmn.letters.editing import letter_sheet, new_letter, written
from workflows.queries.draft_letters import LetterRow, draft_letters
from workflows.web.pages.studio.file_list import FileList
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit

WORDS = "letter_editor"


def _rows(visit: Visit) -> tuple[LetterRow, ...]:
    return draft_letters(visit.services, visit.connection, process_of(visit))


def _empty(_letter_id: str, title: str) -> bytes:
    return new_letter(title)


def _copied(content: bytes, _letter_id: str, title: str) -> bytes | None:
    try:
        return written(content, replace(letter_sheet(content), title=title)) if title else content
    except (ValueError, RecursionError):
        return None


LETTERS = FileList("letters", "toml", WORDS, _rows, _empty, _copied)
