"""One letter as blocks: its texts, what is wrong in which gap, the fields there are, and how it would read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from bpmn.expressions import ExpressionFault
from bpmn.expressions.typed import typed_value
from bpmn.letters.editing import LetterSheet, letter_sheet, written
from bpmn.letters.faults import GapFault, letter_faults
from tasks.documents.html import html
from workflows.drafts.refusals import StudioRefused
from workflows.http.status import status_of
from workflows.queries.draft_letters import letter_fields, letter_preview
from workflows.queries.process_draft import draft_file
from workflows.web.endpoint import Address
from workflows.web.pages.studio.draft_files import save_draft_file
from workflows.web.pages.studio.frame import process_of, room_words, studio_page
from workflows.web.pages.studio.letters.listing import LETTERS, WORDS
from workflows.web.pages.studio.letters.posted import changed_letter, posted_letter
from workflows.web.visit import Visit

SAMPLE = "sample."
"""Fields of the form that hold values for the preview: `sample.<name>`."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The file as it is stored and its mark; without `sheet` it is no TOML."""

    letter_id: str
    content: bytes
    etag: str
    sheet: LetterSheet | None


def show_letter(visit: Visit) -> Response:
    """Show the letter as it is stored."""
    opened = _open(visit)
    return _page(visit, opened, opened.sheet)


def edit_letter(visit: Visit) -> Response:
    """Do what a button says: change the form, show the preview anew, or save."""
    opened = _open(visit)
    if opened.sheet is None:
        return _page(visit, opened, None)
    pressed = visit.field("do")
    sheet = changed_letter(posted_letter(visit, opened.sheet), pressed)
    return _save(visit, opened, sheet) if pressed == "save" else _page(visit, opened, sheet)


def _open(visit: Visit) -> Opened:
    letter_id = str(visit.request.path_params["letter_id"])
    content, etag = draft_file(visit.connection, process_of(visit), LETTERS.file_of(letter_id))
    try:
        return Opened(letter_id, content, etag, letter_sheet(content))
    except (ValueError, RecursionError):
        return Opened(letter_id, content, etag, None)


def _save(visit: Visit, opened: Opened, sheet: LetterSheet) -> Response:
    content = written(opened.content, replace(sheet, attachments=tuple(each for each in sheet.attachments if each)))
    try:
        save_draft_file(visit, LETTERS.file_of(opened.letter_id), content, seen=visit.field("etag"))
    except StudioRefused as refusal:
        return _page(visit, opened, sheet, refusal)
    return visit.redirect(f"/studio/{process_of(visit)}/letters/{opened.letter_id}", "letter_saved")


def _page(visit: Visit, opened: Opened, sheet: LetterSheet | None, refusal: StudioRefused | None = None) -> Response:
    fields = letter_fields(visit.services, visit.connection, process_of(visit), opened.letter_id)
    known = frozenset(fields.names) if fields.are_all else None
    faults = letter_faults(sheet, visit.services.functions, known) if sheet else ()
    return studio_page(
        visit,
        "letters",
        "letters/letter.html",
        status=status_of(refusal) if refusal else 200,
        heading=opened.letter_id,
        w=room_words(visit, WORDS),
        opened=opened,
        sheet=sheet,
        etag=visit.field("etag") or opened.etag,
        is_changed=sheet != opened.sheet,
        refusal=refusal.text(visit.language) if refusal else "",
        faults=_by_place(visit, faults),
        fields=fields,
        **(_preview(visit, sheet) if sheet else {}),
    )


def _by_place(visit: Visit, faults: tuple[GapFault, ...]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fault in faults:
        found.setdefault(fault.place, []).append(fault.text(visit.language))
    return found


def _preview(visit: Visit, sheet: LetterSheet) -> Mapping[str, Any]:
    """Give the letter as it would read, or why it cannot be filled; and the fields of the samples."""
    typed = {name.removeprefix(SAMPLE): visit.field(name) for name in visit.form if name.startswith(SAMPLE)}
    values = {name: typed_value(text, visit.services.functions) for name, text in typed.items() if text}
    try:
        letter, used = letter_preview(visit.services, sheet, values)
    except ExpressionFault as fault:
        return {"preview": Markup(""), "preview_fault": fault.text(visit.language), "samples": typed, "typed": typed}
    return {"preview": html(letter), "preview_fault": "", "samples": used, "typed": typed}


ADDRESSES = (
    Address("/studio/{process_id}/letters/{letter_id}", show_letter, "studio.read"),
    Address("/studio/{process_id}/letters/{letter_id}", edit_letter, "studio.edit", "POST"),
)
