"""The comfortable editor of a decision table, for whom a script may run; it works on the same file as the form."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

import messages
from workflows.queries.process_draft import draft_file
from workflows.web.endpoint import Address
from workflows.web.pages.studio.decisions.listing import DECISIONS, WORDS
from workflows.web.pages.studio.frame import process_of, room_words, studio_page
from workflows.web.visit import Visit


def show_comfortable(visit: Visit) -> Response:
    """Show the editor; the script fetches the file itself."""
    decision_id = str(visit.request.path_params["decision_id"])
    name = DECISIONS.file_of(decision_id)
    draft_file(visit.connection, process_of(visit), name)
    given = {
        "language": visit.language,
        "csrf": visit.csrf,
        "words": _words(visit),
        "table": visit.param("table"),
        "addresses": {"file": f"/studio/{process_of(visit)}/files/{name}"},
    }
    return studio_page(
        visit,
        "decisions",
        "decisions/comfortable.html",
        heading=decision_id,
        w=room_words(visit, WORDS),
        decision_id=decision_id,
        given=given,
    )


def _words(visit: Visit) -> Mapping[str, str]:
    """Give the sentences of the script: its own, and those that saving has in common with diagrams."""
    return {**messages.catalogue(WORDS, visit.language), **messages.catalogue("diagram", visit.language)}


ADDRESSES = (Address("/studio/{process_id}/decisions/{decision_id}/comfortable", show_comfortable, "studio.read"),)
