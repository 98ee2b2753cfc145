"""Uploaded files, always as a download: nothing that somebody sent is shown as a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from workflows.errors import NotFound
from workflows.queries.files import FileFacts, came_from_outside, file_content, file_facts
from workflows.queries.readable_cases import case_facts
from workflows.rights import Paper
from workflows.web.endpoint import Address
from workflows.web.visit import Visit


def send_file(visit: Visit) -> Response:
    """Send a file to whoever uploaded it or whom its case lets read it."""
    upload_id = visit.request.path_params["upload_id"]
    found = file_facts(visit.connection, upload_id)
    if found is None or not _may_read(visit, found):
        raise NotFound(what="upload", id=upload_id)
    return Response(
        file_content(visit.connection, upload_id),
        media_type=found.media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"},
    )


def _may_read(visit: Visit, found: FileFacts) -> bool:
    if found.uploaded_by == visit.person.person_id:
        return True
    case = case_facts(visit.connection, found.instance_id) if found.instance_id is not None else None
    if case is None:
        return False
    return visit.may("file.read", Paper(case, not came_from_outside(visit.connection, found.uploaded_by, case)))


ADDRESSES = (Address("/files/{upload_id}", send_file, "page.open"),)
