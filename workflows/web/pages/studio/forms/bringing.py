"""Bringing in forms of another tool: what was taken, changed and refused, and why, before anything is saved."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import Response

from bpmn.forms.editing import EditRefused
from bpmn.forms.form_js import Brought, FormJsRefused, read_form_js
from workflows.drafts.refusals import StudioRefused
from workflows.drafts.rows import MOST_BYTES
from workflows.http.status import status_of
from workflows.queries.draft_form import written
from workflows.queries.process_draft import process_draft
from workflows.web.endpoint import Address
from workflows.web.pages.studio.forms.listing import begin_form
from workflows.web.pages.studio.frame import process_of, studio_page
from workflows.web.visit import Visit

Refusal = StudioRefused | EditRefused | FormJsRefused


def ask_for_form(visit: Visit) -> Response:
    """Show where a form of form-js is pasted or uploaded."""
    return _page(visit)


def bring_form(visit: Visit) -> Response:
    """Show what would become of a form, or save it once the report has been seen."""
    text = _sent(visit)
    brought = None
    try:
        brought = read_form_js(_read(text), visit.services.functions, visit.field("title"))
        if visit.field("do") == "save":
            return begin_form(visit, visit.field("id"), written(dict(brought.document)))
    except (StudioRefused, EditRefused, FormJsRefused) as refusal:
        return _page(visit, text, brought, refusal)
    return _page(visit, text, brought)


def _read(text: str) -> Any:
    """Read the JSON; numbers beyond all bounds are none."""
    try:
        return json.loads(text, parse_float=_finite, parse_constant=lambda name: None)
    except json.JSONDecodeError as fault:
        raise EditRefused("json", line=fault.lineno, column=fault.colno) from fault
    except (ValueError, RecursionError) as fault:
        raise EditRefused("json", line=1, column=1) from fault


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _sent(visit: Visit) -> str:
    file = visit.form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        return file.file.read(MOST_BYTES + 1).decode("utf-8", "replace").removeprefix("\ufeff")
    return visit.field("text")


def _page(visit: Visit, text: str = "", brought: Brought | None = None, refusal: Refusal | None = None) -> Response:
    status = status_of(refusal) if isinstance(refusal, StudioRefused) else 422 if refusal else 200
    return studio_page(
        visit,
        "forms",
        "forms/bring.html",
        status=status,
        draft=process_draft(visit.connection, process_of(visit)),
        refusal=refusal.text(visit.language) if refusal else "",
        text=text,
        brought=brought,
        counts=Counter(note.outcome for note in brought.notes) if brought else {},
        typed={"id": visit.field("id"), "title": visit.field("title")},
    )


ADDRESSES = (
    Address("/studio/{process_id}/import-form", ask_for_form, "studio.edit"),
    Address("/studio/{process_id}/import-form", bring_form, "studio.edit", "POST", most_files=1),
)
