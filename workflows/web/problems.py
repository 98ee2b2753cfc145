"""Pages that say what went wrong and what to do next."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, Response

from workflows.drafts.rows import MOST_BYTES
from workflows.errors import JoryeError
from workflows.http.status import status_of
from workflows.web.rendering import show_size
from workflows.web.visit import Visit

_ONWARD = {"no_draft": "/studio/{process_id}", "draft_closed": "/studio/{process_id}"}
"""Refusal → the page on which what it asks for is done."""


def refusal_page(visit: Visit, error: JoryeError) -> Response:
    """Answer with a refusal, and lead to where it can be mended."""
    status = status_of(error)
    kind = error.code if visit.speaks == "data" else "not_found" if status == 404 else "refused"
    onward = _ONWARD.get(error.code, "").format_map(error.params)
    return problem_page(visit, kind, status, error.text(visit.language), onward)


def problem_page(visit: Visit, kind: str, status: int, text: str = "", onward: str = "") -> Response:
    """Answer with the problem `kind` (below `web.problem`), in its own words or with `text`; to a script as JSON."""
    data = visit.speaks == "data"
    if not text:
        limit = show_size(MOST_BYTES if data else visit.services.settings.upload_limit)
        text = visit.t(f"problem.{'too_big_file' if data and kind == 'too_big' else kind}_text", size=limit)
    if data:
        return visit.data({"error": {"code": kind, "message": text}}, status=status)
    return visit.page("problem.html", status=status, title=visit.t(f"problem.{kind}"), text=text, onward=onward)


def held_page(visit: Visit, kind: str, status: int) -> Response:
    """Say why a form was not taken (`kind` below `web.held`), and hold everything that was typed, to be sent again.

    It goes again as it came: in parts, Hangul takes a third of the room that it takes otherwise, and room is limited.
    Files cannot be held: with any among what was sent, the form is opened again instead.
    """
    sent = visit.form.multi_items()
    files = any(isinstance(value, UploadFile) and value.filename for _, value in sent)
    fields = [(name, value) for name, value in sent if isinstance(value, str) and name != "csrf"]
    if files:
        fields = [(name, value) for name, value in fields if name != "do"] + [("do", "refresh")]
    address = visit.request.url
    return visit.page(
        "held.html",
        in_parts=visit.request.headers.get("content-type", "").startswith("multipart/"),
        status=status,
        kind=kind,
        fields=fields,
        files=files,
        address=f"{address.path}?{address.query}" if address.query else address.path,
    )


def interruption(visit: Visit, kind: str, status: int) -> Response:
    """Say above an open form why a part of it is not answered; the form stays as it is, with what was typed."""
    headers = {"HX-Retarget": "#interrupted", "HX-Reswap": "innerHTML"}
    return HTMLResponse(
        visit.render("parts/interruption.html", text=visit.t(f"interrupted.{kind}")),
        status,
        headers,
    )
