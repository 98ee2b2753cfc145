"""The decision tables of a draft: listed with where they are used, begun, copied and removed."""

from __future__ import annotations

from starlette.responses import Response

from bpmn.decisions.editing import copied_file, new_file, sheets
from workflows.drafts.refusals import FileRefused, StudioRefused
from workflows.http.status import status_of
from workflows.queries.draft_decisions import draft_decisions
from workflows.queries.process_draft import draft_file
from workflows.runtime import begin
from workflows.use_cases.remove_process_file import remove_process_file
from workflows.use_cases.save_process_file import save_process_file
from workflows.web.endpoint import Address
from workflows.web.pages.studio.decisions.words import table_words
from workflows.web.pages.studio.frame import process_of, studio_page
from workflows.web.visit import Visit


def show_decisions(visit: Visit) -> Response:
    """List the tables."""
    return _page(visit)


def begin_decision(visit: Visit) -> Response:
    """Begin a table, empty or as a copy of another (`copy_of`)."""
    process_id, decision_id = process_of(visit), visit.field("id")
    try:
        content = _content(visit, decision_id)
        with begin(visit.services) as uow:
            save_process_file(
                uow, process_id, file_of(decision_id), content, if_match="", actor=visit.person.person_id, now=visit.now
            )
    except StudioRefused as refusal:
        return _page(visit, refusal)
    return visit.redirect(f"/studio/{process_id}/decisions/{decision_id}")


def remove_decision(visit: Visit) -> Response:
    """Remove a table, once the visitor has confirmed it."""
    process_id, decision_id = process_of(visit), str(visit.request.path_params["decision_id"])
    _, etag = draft_file(visit.connection, process_id, file_of(decision_id))
    if visit.field("sure") != "yes":
        return studio_page(
            visit, "decisions", "decisions/remove.html", w=table_words(visit), decision_id=decision_id, etag=etag
        )
    name, seen = file_of(decision_id), visit.field("etag")
    with begin(visit.services) as uow:
        remove_process_file(uow, process_id, name, if_match=seen, actor=visit.person.person_id, now=visit.now)
    return visit.redirect(f"/studio/{process_id}/decisions")


def file_of(decision_id: str) -> str:
    """Name the file of a decision."""
    return f"decisions/{decision_id}.dmn"


def _content(visit: Visit, decision_id: str) -> bytes:
    title, copy_of = visit.field("title") or decision_id, visit.field("copy_of")
    if not copy_of:
        return new_file(decision_id, title)
    content, _ = draft_file(visit.connection, process_of(visit), file_of(copy_of))
    found = sheets(content)
    if not found:
        raise FileRefused("empty", name=file_of(copy_of))
    return copied_file(content, found[-1].decision_id, decision_id, title)


def _page(visit: Visit, refusal: StudioRefused | None = None) -> Response:
    return studio_page(
        visit,
        "decisions",
        "decisions/list.html",
        status=status_of(refusal) if refusal else 200,
        w=table_words(visit),
        rows=draft_decisions(visit.services, visit.connection, process_of(visit)),
        refusal=refusal.text(visit.language) if refusal else "",
        copying=visit.param("copy"),
        typed={name: visit.field(name) for name in ("id", "title", "copy_of")},
    )


ADDRESSES = (
    Address("/studio/{process_id}/decisions", show_decisions, "studio.read"),
    Address("/studio/{process_id}/decisions", begin_decision, "studio.edit", "POST"),
    Address("/studio/{process_id}/decisions/{decision_id}/remove", remove_decision, "studio.edit", "POST"),
)
