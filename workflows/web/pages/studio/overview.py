"""One process at a glance: its draft, who else is in it, what was typed and not saved."""

from __future__ import annotations

from starlette.responses import Response

from workflows.queries.process_draft import present, process_draft, recovery_copies
from workflows.queries.processes import process
from workflows.runtime import begin
from workflows.use_cases.discard_process_draft import discard_process_draft
from workflows.use_cases.open_process_draft import open_process_draft
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import draft_or_none, process_of, studio_page
from workflows.web.visit import Visit


def show_overview(visit: Visit) -> Response:
    """Show the state of the process and its draft."""
    process_id, draft = process_of(visit), draft_or_none(visit)
    if draft is None:
        process(visit.connection, process_id, visit.today)
    person_id = visit.person.person_id
    return studio_page(
        visit,
        "overview",
        "overview.html",
        others=[each for each in present(visit.connection, process_id, visit.now) if each.person_id != person_id],
        copies=recovery_copies(visit.connection, process_id, person_id),
    )


def open_draft(visit: Visit) -> Response:
    """Open a draft, or go to the one that is open."""
    process_id = process_of(visit)
    with begin(visit.services) as uow:
        open_process_draft(uow, process_id, actor=visit.person.person_id, now=visit.now)
    return visit.redirect(f"/studio/{process_id}", "draft_opened")


def discard_draft(visit: Visit) -> Response:
    """Discard the draft, once the visitor has confirmed it."""
    process_id = process_of(visit)
    process_draft(visit.connection, process_id)
    if visit.field("sure") != "yes":
        return studio_page(visit, "overview", "discard.html")
    with begin(visit.services) as uow:
        discard_process_draft(uow, process_id, actor=visit.person.person_id, now=visit.now)
    return visit.redirect("/studio", "draft_discarded")


ADDRESSES = (
    Address("/studio/{process_id}", show_overview, "studio.read"),
    Address("/studio/{process_id}/draft", open_draft, "studio.edit", "POST"),
    Address("/studio/{process_id}/discard", discard_draft, "studio.edit", "POST"),
)
