"""Whether this process answers and reaches its database, for whoever watches it from outside."""

from __future__ import annotations

from sqlalchemy import text
from starlette.responses import PlainTextResponse, Response

from workflows.web.endpoint import Address
from workflows.web.visit import Visit


def show_health(visit: Visit) -> Response:
    """Answer `ok` once the database has answered."""
    visit.connection.execute(text("SELECT 1"))
    return PlainTextResponse("ok")


ADDRESSES = (Address("/healthz", show_health, None),)
