"""The versions of a process (판 이력): who wrote and published each, and going back to an earlier one."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import Response

from workflows.drafts.refusals import StudioRefused
from workflows.drafts.submissions import LONGEST_NOTE, Wish
from workflows.errors import NotFound
from workflows.http.status import status_of
from workflows.instances.bundles import stored_bundle
from workflows.instances.versions import newest_version
from workflows.queries.process_draft import process_draft
from workflows.queries.studio_history import accepted_with
from workflows.queries.versions import version, versions
from workflows.rights import Page
from workflows.runtime import begin
from workflows.use_cases.restore_version import restore_version
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import draft_or_none, process_of, studio_page
from workflows.web.pages.studio.move_along import asked_for
from workflows.web.pages.studio.review import GoingOn, replayed_for_a_while, review
from workflows.web.pages.studio.submissions import read_day
from workflows.web.visit import Visit


def show_versions(visit: Visit) -> Response:
    """List the versions, the highest number first."""
    found = versions(visit.connection, process_of(visit), visit.today)
    if not found:
        process_draft(visit.connection, process_of(visit))
    return studio_page(visit, "versions", "versions.html", versions=found)


def show_version(visit: Visit) -> Response:
    """Show one version, and how to go back to it."""
    return _page(visit)


def restore(visit: Visit) -> Response:
    """Hand the version over to be published once more."""
    process_id = process_of(visit)
    try:
        with begin(visit.services) as uow:
            wish = Wish(visit.field("note"), read_day(visit))
            submission_id = restore_version(
                uow, process_id, visit.number("number"), wish, actor=visit.person.person_id, now=visit.now
            )
    except StudioRefused as refusal:
        return _page(visit, refusal)
    return visit.redirect(f"/studio/{process_id}/submissions/{submission_id}", "submitted")


def _page(visit: Visit, refusal: StudioRefused | None = None) -> Response:
    process_id = process_of(visit)
    found = version(visit.connection, process_id, visit.number("number"), visit.today)
    newest = newest_version(visit.connection, process_id)
    if newest is None:
        raise NotFound(what="definition", id=found.number)
    before = stored_bundle(visit.services, visit.connection, newest.id)
    after = stored_bundle(visit.services, visit.connection, found.definition_id)
    address = f"/studio/{process_id}/versions/{found.number}"
    parts: list[Markup] = []
    if found.number != newest.number:
        parts = review(visit, before, after, replayed_for_a_while(visit, before, after), GoingOn(address))
    return studio_page(
        visit,
        "versions",
        "version.html",
        status=status_of(refusal) if refusal else 200,
        refusal=refusal.text(visit.language) if refusal else "",
        draft=draft_or_none(visit),
        version=found,
        scheduled=asked_for(visit, found.number),
        may_move=visit.may("studio.move", Page("studio")),
        newest=newest.number,
        taken=accepted_with(visit.connection, process_id, found.number),
        parts=parts,
        note=visit.field("note"),
        typed_day=visit.field("effective_from"),
        today=visit.today.isoformat(),
        longest=LONGEST_NOTE,
    )


ADDRESSES = (
    Address("/studio/{process_id}/versions", show_versions, "studio.read"),
    Address("/studio/{process_id}/versions/{number:number}", show_version, "studio.read"),
    Address("/studio/{process_id}/versions/{number:number}/restore", restore, "studio.edit", "POST"),
)
