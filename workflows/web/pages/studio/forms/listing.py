"""The forms of a process: which there are, where each is asked; a new one, a copy, one taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.responses import Response

from bpmn.forms.editing import EditRefused, blank_form, change_form
from workflows.drafts.refusals import StudioRefused
from workflows.http.status import status_of
from workflows.queries.diagram_facts import draft_subject
from workflows.queries.draft_form import asked_by, draft_form, file_of, form_title, written
from workflows.queries.process_draft import DraftView, process_draft
from workflows.web.endpoint import Address
from workflows.web.pages.studio.draft_files import remove_draft_file, save_draft_file
from workflows.web.pages.studio.forms.posted import Posted
from workflows.web.pages.studio.frame import process_of, studio_page
from workflows.web.visit import Visit

ID = re.compile(r"[A-Za-z]\w{0,59}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One form of the list."""

    form_id: str
    title: str
    etag: str
    fields: int | None
    """How many fields it has; None while it is refused."""
    asked_by: tuple[str, ...]


def show_forms(visit: Visit) -> Response:
    """List the forms."""
    return _page(visit)


def change_forms(visit: Visit) -> Response:
    """Begin a form, copy one, or take one away."""
    posted = Posted({name: value for name, value in visit.form.multi_items() if isinstance(value, str)})
    verb, form_id = posted.deed
    try:
        if verb == "remove":
            return _remove(visit, form_id, posted)
        if verb == "copy":
            return _copy(visit, form_id)
        return begin_form(visit, posted("id"), written(blank_form(posted.titles)))
    except (StudioRefused, EditRefused) as refusal:
        return _page(visit, refusal)


def begin_form(visit: Visit, form_id: str, text: str, panel: str = "") -> Response:
    """Save a new form and show its builder; raises EditRefused, StudioRefused."""
    process_id = process_of(visit)
    if not ID.fullmatch(form_id):
        raise EditRefused("form_id", name=form_id)
    if form_id in process_draft(visit.connection, process_id).ids("forms"):
        raise EditRefused("taken", name=form_id)
    save_draft_file(visit, file_of(form_id), text.encode(), seen="")
    return visit.redirect(f"/studio/{process_id}/forms/{form_id}{panel}", "form_saved")


def _copy(visit: Visit, form_id: str) -> Response:
    process_id = process_of(visit)
    found = draft_form(visit.services, visit.connection, process_id, form_id)
    taken = process_draft(visit.connection, process_id).ids("forms")
    number = next(number for number in range(2, 1000) if f"{form_id[:55]}_{number}" not in taken)
    text = found.text
    if found.document is not None:
        title = _numbered(found.document.get("title"), number)
        text = written(change_form(found.document, {"title": title}))
    return begin_form(visit, f"{form_id[:55]}_{number}", text)


def _numbered(title: object, number: int) -> str:
    """Tell a copy from its original."""
    return f"{title} ({number})"


def _remove(visit: Visit, form_id: str, posted: Posted) -> Response:
    process_id = process_of(visit)
    if posted("sure") != "yes":
        found = draft_form(visit.services, visit.connection, process_id, form_id)
        return studio_page(visit, "forms", "forms/remove.html", found=found, asked_by=found.asked_by(visit.language))
    remove_draft_file(visit, file_of(form_id), seen=posted("etag"))
    return visit.redirect(f"/studio/{process_id}/forms", "form_removed")


def _page(visit: Visit, refusal: StudioRefused | EditRefused | None = None) -> Response:
    draft = process_draft(visit.connection, process_of(visit))
    wish = visit.param("new")
    return studio_page(
        visit,
        "forms",
        "forms/list.html",
        status=_status(refusal),
        draft=draft,
        refusal=refusal.text(visit.language) if refusal else "",
        rows=_rows(visit, draft),
        typed={"id": visit.field("id") or wish, "title": visit.field("title"), "title_en": visit.field("title_en")},
    )


def _status(refusal: StudioRefused | EditRefused | None) -> int:
    if refusal is None:
        return 200
    return 422 if isinstance(refusal, EditRefused) else status_of(refusal)


def _rows(visit: Visit, draft: DraftView) -> list[Row]:
    subject = draft_subject(visit.services, visit.connection, draft.process_id)
    marks = {each.name: each.etag for each in draft.files}
    return [
        Row(
            form_id,
            form_title(subject, form_id, visit.language),
            marks[file_of(form_id)],
            len(subject.forms[form_id].fields.listed) if form_id in subject.forms else None,
            asked_by(subject, form_id, visit.language),
        )
        for form_id in draft.ids("forms")
    ]


ADDRESSES = (
    Address("/studio/{process_id}/forms", show_forms, "studio.read"),
    Address("/studio/{process_id}/forms", change_forms, "studio.edit", "POST"),
)
