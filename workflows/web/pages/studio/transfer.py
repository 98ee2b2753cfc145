"""Carrying processes in and out: as one `.zip`, or as a plain `.bpmn`, byte for byte what was saved."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.responses import Response

from bpmn.bundle import MAIN
from workflows.drafts.archive import MOST_PACKED
from workflows.drafts.blank import blank_diagram
from workflows.drafts.brought import Imported
from workflows.drafts.bundles import own_part
from workflows.drafts.refusals import FileRefused, StudioRefused
from workflows.drafts.rows import own_files
from workflows.errors import NotFound
from workflows.instances.bundles import pack_files, stored_bundle
from workflows.queries.process_draft import process_draft
from workflows.queries.versions import version
from workflows.runtime import begin
from workflows.use_cases.import_into_draft import import_into_draft
from workflows.use_cases.import_process import import_process
from workflows.web.endpoint import Address
from workflows.web.pages.studio import home, overview
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit


def bring(visit: Visit) -> Response:
    """Begin a new process: with what a file holds, or with an empty diagram of a given name."""
    is_blank = visit.field("do") == "blank"
    try:
        name, content = _blank(visit) if is_blank else _sent(visit)
        with begin(visit.services) as uow:
            imported = import_process(
                uow, name, content, actor=visit.person.person_id, now=visit.now, as_id=visit.field("id")
            )
    except StudioRefused as refusal:
        return home.page(visit, refusal)
    if is_blank:
        return visit.redirect(f"/studio/{imported.process_id}", "draft_opened")
    return _arrived(visit, imported)


def bring_into_draft(visit: Visit) -> Response:
    """Put what a file holds in place of the draft's files."""
    process_id = process_of(visit)
    name, content = _sent(visit)
    draft = process_draft(visit.connection, process_id)
    seen = draft.changed_at if visit.field("seen") == overview.mark_of(draft) else None
    try:
        with begin(visit.services) as uow:
            imported = import_into_draft(
                uow, process_id, name, content, seen=seen, actor=visit.person.person_id, now=visit.now
            )
    except StudioRefused as refusal:
        return overview.page(visit, refusal)
    return _arrived(visit, imported)


def carry_draft(visit: Visit) -> Response:
    """Send the draft's own files."""
    process_id = process_of(visit)
    process_draft(visit.connection, process_id)
    return _packed(visit, own_files(visit.connection, process_id), process_id)


def carry_version(visit: Visit) -> Response:
    """Send a version's own files."""
    process_id, number = process_of(visit), visit.number("number")
    found = version(visit.connection, process_id, number, visit.today)
    bundle = stored_bundle(visit.services, visit.connection, found.definition_id)
    return _packed(visit, own_part(bundle), f"{process_id}-{number}")


def _packed(visit: Visit, files: Mapping[str, bytes], name: str) -> Response:
    kind = visit.request.path_params["kind"]
    if kind not in ("zip", "bpmn"):
        raise NotFound(what="page", id=visit.request.url.path)
    content = pack_files(files) if kind == "zip" else files[MAIN]
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.{kind}"}
    return Response(content, media_type="application/octet-stream", headers=headers)


def _blank(visit: Visit) -> tuple[str, bytes]:
    process_id = visit.field("id")
    if not process_id:
        raise FileRefused("no_id")
    return MAIN, blank_diagram(process_id, visit.field("title") or process_id)


def _sent(visit: Visit) -> tuple[str, bytes]:
    sent = visit.form.get("file")
    if not isinstance(sent, UploadFile):
        return "", b""
    return sent.filename or "", sent.file.read(MOST_PACKED + 1)


def _arrived(visit: Visit, imported: Imported) -> Response:
    done = "imported_in_part" if imported.left_out else "imported"
    return visit.redirect(f"/studio/{imported.process_id}", done)


ADDRESSES = (
    Address("/studio", bring, "studio.edit", "POST", most_files=1),
    Address("/studio/{process_id}/import", bring_into_draft, "studio.edit", "POST", most_files=1),
    Address("/studio/{process_id}/export/{kind}", carry_draft, "studio.read"),
    Address("/studio/{process_id}/versions/{number:number}/export/{kind}", carry_version, "studio.read"),
)
