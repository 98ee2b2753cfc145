"""What a person typed and did not save: kept by scripts while typing, fetched, put back or dropped by its owner."""

from __future__ import annotations

from starlette.responses import Response

from workflows.queries.process_draft import recovery_content
from workflows.runtime import begin
from workflows.use_cases.drop_recovery_copy import drop_recovery_copy
from workflows.use_cases.keep_recovery_copy import keep_recovery_copy
from workflows.use_cases.restore_recovery_copy import restore_recovery_copy
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import draft_or_none, process_of, title_of
from workflows.web.visit import Visit


def send_copy(visit: Visit) -> Response:
    """Send the visitor's own copy of a file, always as a download."""
    content = recovery_content(visit.connection, process_of(visit), visit.person.person_id, _name(visit))
    return Response(content, media_type="application/octet-stream", headers={"Content-Disposition": "attachment"})


def keep_copy(visit: Visit) -> Response:
    """Keep what was sent as the visitor's copy; `If-Match` names the mark of what it was typed over."""
    title_of(visit, draft_or_none(visit))  # of a process that is known, though its draft may have been closed meanwhile
    base = visit.request.headers.get("if-match", "").strip().removeprefix("W/").strip('"')
    with begin(visit.services) as uow:
        keep_recovery_copy(
            uow,
            process_of(visit),
            _name(visit),
            visit.body,
            base=base[:64],
            actor=visit.person.person_id,
            now=visit.now,
        )
    return Response(status_code=204)


def drop_copy(visit: Visit) -> Response:
    """Drop the visitor's own copy."""
    with begin(visit.services) as uow:
        drop_recovery_copy(uow, process_of(visit), _name(visit), actor=visit.person.person_id)
    return Response(status_code=204)


def decide_copy(visit: Visit) -> Response:
    """Put the copy that the form names back into the draft, or drop it."""
    process_id, name, actor = process_of(visit), visit.field("name"), visit.person.person_id
    with begin(visit.services) as uow:
        if visit.field("do") == "restore":
            restore_recovery_copy(uow, process_id, name, if_match=visit.field("etag"), actor=actor, now=visit.now)
        else:
            drop_recovery_copy(uow, process_id, name, actor=actor)
    done = "copy_restored" if visit.field("do") == "restore" else "copy_dropped"
    return visit.redirect(f"/studio/{process_id}", done)


def _name(visit: Visit) -> str:
    return str(visit.request.path_params["name"])


ADDRESSES = (
    Address("/studio/{process_id}/recovery/{name:path}", send_copy, "studio.edit", speaks="data"),
    Address("/studio/{process_id}/recovery/{name:path}", keep_copy, "studio.edit", "PUT", speaks="data"),
    Address("/studio/{process_id}/recovery/{name:path}", drop_copy, "studio.edit", "DELETE", speaks="data"),
    Address("/studio/{process_id}/recovery", decide_copy, "studio.edit", "POST"),
)
