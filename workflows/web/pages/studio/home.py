"""The studio's front page: every process with its version, its draft and what waits for a second person."""

from __future__ import annotations

from starlette.responses import Response

from workflows.queries.studio import studio_processes
from workflows.rights import Page
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import studio_words
from workflows.web.visit import Visit


def show_studio(visit: Visit) -> Response:
    """List the processes."""
    return visit.page(
        "studio/home.html",
        s=studio_words(visit),
        processes=studio_processes(visit.connection, visit.today),
        may_edit=visit.may("studio.edit", Page("studio")),
    )


ADDRESSES = (Address("/studio", show_studio, "studio.read"),)
