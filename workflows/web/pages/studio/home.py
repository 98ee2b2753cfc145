"""The studio's front page: every process with its version, its draft and what waits for a second person."""

from __future__ import annotations

from starlette.responses import Response

from workflows.drafts.refusals import StudioRefused
from workflows.http.status import status_of
from workflows.queries.studio import studio_processes
from workflows.rights import Page
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import studio_words
from workflows.web.visit import Visit


def show_studio(visit: Visit) -> Response:
    """List the processes."""
    return page(visit)


def page(visit: Visit, refusal: StudioRefused | None = None) -> Response:
    """Draw the page, with why a new process was refused."""
    is_blank = visit.field("do") == "blank"
    return visit.page(
        "studio/home.html",
        status=status_of(refusal) if refusal else 200,
        s=studio_words(visit),
        refusal=refusal.text(visit.language) if refusal else "",
        processes=studio_processes(visit.connection, visit.today),
        may_edit=visit.may("studio.edit", Page("studio")),
        typed_id=visit.field("id") if is_blank else "",
        typed_import_id="" if is_blank else visit.field("id"),
        typed_title=visit.field("title"),
    )


ADDRESSES = (Address("/studio", show_studio, "studio.read"),)
