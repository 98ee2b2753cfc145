"""One process at a glance: its draft, what is wrong with it, who else is in it, what happened."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from starlette.responses import Response

from workflows.drafts.refusals import StudioRefused
from workflows.http.status import status_of
from workflows.queries.process_draft import DraftView, draft_bundle, present, process_draft, recovery_copies
from workflows.queries.studio_history import studio_history
from workflows.queries.submissions import submissions
from workflows.runtime import begin
from workflows.use_cases.discard_process_draft import discard_process_draft
from workflows.use_cases.open_process_draft import open_process_draft
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import draft_or_none, process_of, studio_page, studio_words
from workflows.web.pages.studio.places import place_of
from workflows.web.pages.studio.review import findings_of
from workflows.web.visit import Visit


def show_overview(visit: Visit) -> Response:
    """Show the state of the process and its draft."""
    return page(visit)


def page(visit: Visit, refusal: StudioRefused | None = None) -> Response:
    """Draw the page, with why something was refused."""
    process_id, draft = process_of(visit), draft_or_none(visit)
    person_id = visit.person.person_id
    return studio_page(
        visit,
        "overview",
        "overview.html",
        status=status_of(refusal) if refusal else 200,
        refusal=refusal.text(visit.language) if refusal else "",
        draft=draft,
        seen=mark_of(draft) if draft else "",
        findings=_findings(visit) if draft else "",
        others=[each for each in present(visit.connection, process_id, visit.now) if each.person_id != person_id],
        waiting=next((each for each in submissions(visit.connection, process_id) if each.status == "waiting"), None),
        copies=recovery_copies(visit.connection, process_id, person_id),
        history=studio_history(visit.connection, process_id),
    )


def mark_of(draft: DraftView) -> str:
    """Give what a form carries to say which state of the draft its reader has seen."""
    return draft.changed_at.isoformat() if draft.changed_at else "unchanged"


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


def _findings(visit: Visit) -> Markup:
    bundle = draft_bundle(visit.services, visit.connection, process_of(visit), visit.today)
    found = findings_of(visit, bundle)
    place = partial(place_of, process_of(visit))
    return Markup(visit.render("studio/parts/findings.html", s=studio_words(visit), findings=found, place=place))


ADDRESSES = (
    Address("/studio/{process_id}", show_overview, "studio.read"),
    Address("/studio/{process_id}/draft", open_draft, "studio.edit", "POST"),
    Address("/studio/{process_id}/discard", discard_draft, "studio.edit", "POST"),
)
