"""Pages that say what went wrong and what to do next."""

from __future__ import annotations

from starlette.responses import Response

from workflows.web.rendering import show_size
from workflows.web.visit import Visit


def problem_page(visit: Visit, kind: str, status: int, text: str = "") -> Response:
    """Answer with the problem `kind` (below `web.problem`), in its own words or with `text`; to a script as JSON."""
    if not text:
        limit = show_size(visit.services.settings.upload_limit)
        text = visit.t(f"problem.{kind}_text", size=limit)
    if visit.speaks == "data":
        return visit.data({"error": {"code": kind, "message": text}}, status=status)
    return visit.page("problem.html", status=status, title=visit.t(f"problem.{kind}"), text=text)
