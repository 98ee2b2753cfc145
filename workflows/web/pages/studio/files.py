"""The files of a draft for scripts: read with their mark, saved and removed only by who has seen what stands there."""

from __future__ import annotations

from starlette.responses import Response

from workflows.drafts.refusals import ChangedMeanwhile
from workflows.http.status import status_of
from workflows.queries.names import names_of
from workflows.queries.process_draft import draft_file, process_draft
from workflows.web.endpoint import Address
from workflows.web.pages.studio.draft_files import remove_draft_file, save_draft_file
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit


def list_files(visit: Visit) -> Response:
    """List the files of the draft with their marks."""
    draft = process_draft(visit.connection, process_of(visit))
    return visit.data({"files": [{"name": each.name, "etag": each.etag, "size": each.size} for each in draft.files]})


def send_file(visit: Visit) -> Response:
    """Send a file byte for byte as it was saved, always as a download."""
    name = str(visit.request.path_params["name"])
    content, etag = draft_file(visit.connection, process_of(visit), name)
    headers = {"ETag": f'"{etag}"', "Content-Disposition": "attachment"}
    return Response(content, media_type="application/octet-stream", headers=headers)


def save_file(visit: Visit) -> Response:
    """Save what was sent; `If-Match` names the mark of what was edited, `If-None-Match: *` says the file is new."""
    known = _known_mark(visit)
    if known is None:
        return _unconditional(visit)
    try:
        etag = save_draft_file(visit, str(visit.request.path_params["name"]), visit.body, seen=known)
    except ChangedMeanwhile as refusal:
        return _changed(visit, refusal)
    return visit.data({"etag": etag}, ETag=f'"{etag}"')


def remove_file(visit: Visit) -> Response:
    """Remove a file; `If-Match` names the mark of what was seen."""
    known = _known_mark(visit)
    if known is None:
        return _unconditional(visit)
    try:
        remove_draft_file(visit, str(visit.request.path_params["name"]), seen=known)
    except ChangedMeanwhile as refusal:
        return _changed(visit, refusal)
    return Response(status_code=204)


def _known_mark(visit: Visit) -> str | None:
    """Give the mark the sender knows, empty for a new file, None when nothing was said."""
    headers = visit.request.headers
    if headers.get("if-none-match", "").strip() == "*":
        return ""
    known = headers.get("if-match", "").strip().removeprefix("W/").strip('"')
    return known or None


def _unconditional(visit: Visit) -> Response:
    message = visit.t("problem.unconditional_text")
    return visit.data({"error": {"code": "unconditional", "message": message}}, status=428)


def _changed(visit: Visit, refusal: ChangedMeanwhile) -> Response:
    who = names_of(visit.connection, [refusal.by])
    error = {
        "code": refusal.code,
        "message": refusal.text(visit.language),
        "by": who[refusal.by](visit.language) if refusal.by in who else None,
        "at": refusal.at.isoformat() if refusal.at else None,
        "etag": refusal.etag,
    }
    return visit.data({"error": error}, status=status_of(refusal))


ADDRESSES = (
    Address("/studio/{process_id}/files", list_files, "studio.read", speaks="data"),
    Address("/studio/{process_id}/files/{name:path}", send_file, "studio.read", speaks="data"),
    Address("/studio/{process_id}/files/{name:path}", save_file, "studio.edit", "PUT", speaks="data"),
    Address("/studio/{process_id}/files/{name:path}", remove_file, "studio.edit", "DELETE", speaks="data"),
)
