"""Pages that say what went wrong and what to do next."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from workflows.drafts.rows import MOST_BYTES
from workflows.web.rendering import show_size
from workflows.web.visit import Visit


def problem_page(visit: Visit, kind: str, status: int, text: str = "") -> Response:
    """Answer with the problem `kind` (below `web.problem`), in its own words or with `text`; to a script as JSON."""
    data = visit.speaks == "data"
    if not text:
        limit = show_size(MOST_BYTES if data else visit.services.settings.upload_limit)
        text = visit.t(f"problem.{'too_big_file' if data and kind == 'too_big' else kind}_text", size=limit)
    if data:
        return visit.data({"error": {"code": kind, "message": text}}, status=status)
    return visit.page("problem.html", status=status, title=visit.t(f"problem.{kind}"), text=text)


def interruption(visit: Visit, kind: str, status: int) -> Response:
    """Say above an open form why a part of it is not answered; the form stays as it is, with what was typed."""
    headers = {"HX-Retarget": "#interrupted", "HX-Reswap": "innerHTML"}
    return HTMLResponse(
        visit.render("parts/interruption.html", text=visit.t(f"problem.{kind}")),
        status,
        headers,
    )
