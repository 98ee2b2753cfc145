"""The builder of one form: its outline, the panel of what is being changed, findings, and the form as people see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from bpmn.forms.editing import QUESTIONS, EditRefused
from workflows.drafts.refusals import ChangedMeanwhile, StudioRefused
from workflows.http.status import status_of
from workflows.queries.draft_form import DraftForm, draft_form, file_of, form_findings, form_title, written
from workflows.queries.names import names_of
from workflows.web.endpoint import Address
from workflows.web.pages.studio.draft_files import save_draft_file
from workflows.web.pages.studio.forms.edits import edit
from workflows.web.pages.studio.forms.panels import Panel, panel_of, standings, typed_again
from workflows.web.pages.studio.forms.posted import Posted
from workflows.web.pages.studio.forms.preview import Preview
from workflows.web.pages.studio.frame import process_of, studio_page, studio_words
from workflows.web.visit import Visit

Refusal = StudioRefused | EditRefused


def show_form(visit: Visit) -> Response:
    """Show the builder."""
    return _page(visit)


def change_form(visit: Visit) -> Response:
    """Do what a button asks for, and save."""
    posted = Posted({name: value for name, value in visit.form.multi_items() if isinstance(value, str)})
    found = _found(visit)
    try:
        if posted.deed[0] == "save_json":
            return _save_text(visit, posted)
        if found.document is None:
            raise EditRefused("deed")
        if _must_be_sure(visit, found, posted):
            return _ask(visit, found, posted)
        document, panel = edit(found.document, posted)
        _save(visit, written(document), posted("etag"))
    except (StudioRefused, EditRefused) as refusal:
        return _page(visit, refusal, posted)
    return visit.redirect(f"{_address(visit)}?{_with_preview(visit, panel)}", "form_saved")


def check_expression(visit: Visit) -> Response:
    """Say what is wrong with an expression while it is being written."""
    keyword = visit.param("of")
    text = visit.field("expression" if keyword == "expression" else keyword)
    checked = _found(visit).check(visit.field("field"), keyword, text, visit.language)
    return HTMLResponse(visit.render("studio/forms/checked.html", s=studio_words(visit), checked=checked))


def _must_be_sure(visit: Visit, found: DraftForm, posted: Posted) -> bool:
    """A field that something else reads is renamed or taken away only by who has seen what reads it."""
    return posted("sure") != "yes" and bool(_lost_name(posted)) and bool(_readers(visit, found, posted))


def _lost_name(posted: Posted) -> str:
    """Name the variable that the change would take away; empty for none."""
    verb, path = posted.deed
    renamed = verb == "save_field" and posted("name") not in ("", path)
    return path if "." not in path and (renamed or verb == "remove") else ""


def _readers(visit: Visit, found: DraftForm, posted: Posted) -> tuple[str, ...]:
    return found.read_by(_lost_name(posted), visit.language)


def _ask(visit: Visit, found: DraftForm, posted: Posted) -> Response:
    return studio_page(
        visit,
        "forms",
        "forms/sure.html",
        heading=form_title(found.subject, found.form_id, visit.language),
        form_id=found.form_id,
        name=_lost_name(posted),
        verb=posted.deed[0],
        readers=_readers(visit, found, posted),
        kept=[(name, value) for name, value in posted.fields.items() if name != "csrf"],
        address=_address(visit),
    )


def _save_text(visit: Visit, posted: Posted) -> Response:
    text = posted.fields.get("text", "").replace("\r\n", "\n")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as fault:
        raise EditRefused("json", line=fault.lineno, column=fault.colno) from fault
    except (ValueError, RecursionError) as fault:
        raise EditRefused("json", line=1, column=1) from fault
    if not isinstance(document, dict):
        raise EditRefused("json_object")
    _save(visit, text if text.endswith("\n") else f"{text}\n", posted("etag"))
    return visit.redirect(f"{_address(visit)}?part=json", "form_saved")


def _save(visit: Visit, text: str, etag: str) -> None:
    save_draft_file(visit, file_of(_form_id(visit)), text.encode(), seen=etag)


def _page(visit: Visit, refusal: Refusal | None = None, posted: Posted | None = None) -> Response:
    found = _found(visit)
    findings = form_findings(visit.services, visit.connection, process_of(visit), found.form_id, visit.language)
    document = found.document if found.document is not None else {}
    panel = (
        panel_of(visit, found, document) if found.document is not None else Panel("json", values={"text": found.text})
    )
    if refusal is not None and posted is not None:
        panel = typed_again(panel, posted)
    return studio_page(
        visit,
        "forms",
        "forms/builder.html",
        heading=form_title(found.subject, found.form_id, visit.language),
        status=_status(refusal),
        refusal=_said(visit, refusal),
        found=found,
        etag=found.etag,
        asked_by=found.asked_by(visit.language),
        standings=standings(document, findings, visit),
        panel=panel,
        questions=tuple(QUESTIONS),
        findings=findings,
        operations=sorted(visit.services.operations),
        address=_address(visit),
        here_query=_with_preview(visit, panel.address),
        typed=_typed(posted if refusal else None),
        preview=_preview(visit, found),
        preview_language=_preview_language(visit),
        preview_address=f"{_address(visit)}/preview",
    )


def _typed(posted: Posted | None) -> Mapping[str, str]:
    """Give what was typed for something new, after it was refused."""
    names = ("title", "title_en", "name", "question", "place", "expression", "at", "message", "message_en")
    deed = posted.deed[0] if posted else ""
    return {"deed": deed, **{name: posted(name) if posted else "" for name in names}}


def _preview(visit: Visit, found: DraftForm) -> Markup:
    return Preview.of(visit, found, _preview_language(visit)).part()


def _preview_language(visit: Visit) -> Any:
    wanted = visit.param("preview")
    return wanted if wanted in ("ko", "en") else visit.language


def _with_preview(visit: Visit, panel: str) -> str:
    kept = urlencode({"preview": visit.param("preview")}) if visit.param("preview") in ("ko", "en") else ""
    return "&".join(part for part in (panel, kept) if part)


def _said(visit: Visit, refusal: Refusal | None) -> str:
    """Say why it was refused; who was overtaken finds what they typed on this page, and nothing has to be loaded."""
    if refusal is None:
        return ""
    if not isinstance(refusal, ChangedMeanwhile):
        return refusal.text(visit.language)
    at = visit.moment(refusal.at) if refusal.at else "–"
    if refusal.by == refusal.actor:
        return str(studio_words(visit)("form.changed_in_another_window", at=at))
    who = names_of(visit.connection, [refusal.by])
    by = who[refusal.by](visit.language) if refusal.by in who else "–"
    return str(studio_words(visit)("form.changed_by", by=by, at=at))


def _status(refusal: Refusal | None) -> int:
    if refusal is None:
        return 200
    return 422 if isinstance(refusal, EditRefused) else status_of(refusal)


def _found(visit: Visit) -> DraftForm:
    return draft_form(visit.services, visit.connection, process_of(visit), _form_id(visit))


def _form_id(visit: Visit) -> str:
    return str(visit.request.path_params["form_id"])


def _address(visit: Visit) -> str:
    return f"/studio/{process_of(visit)}/forms/{_form_id(visit)}"


ADDRESSES = (
    Address("/studio/{process_id}/forms/{form_id}", show_form, "studio.read"),
    Address("/studio/{process_id}/forms/{form_id}", change_form, "studio.edit", "POST"),
    Address("/studio/{process_id}/forms/{form_id}/expression", check_expression, "studio.read", "POST"),
)
