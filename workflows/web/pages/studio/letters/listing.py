"""The letters of a draft: listed with who sends them, begun, copied and removed."""

from __future__ import annotations

from bpmn.letters.editing import new_letter
from workflows.queries.draft_letters import LetterRow, draft_letters
from workflows.web.pages.studio.file_list import FileList
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit

WORDS = "letter_editor"


def _rows(visit: Visit) -> tuple[LetterRow, ...]:
    return draft_letters(visit.services, visit.connection, process_of(visit))


def _empty(_letter_id: str, title: str) -> bytes:
    return new_letter(title)


def _copied(content: bytes, _letter_id: str, _title: str) -> bytes:
    return content


LETTERS = FileList("letters", "toml", WORDS, _rows, _empty, _copied)
