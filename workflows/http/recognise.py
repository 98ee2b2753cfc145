"""Recognises who sends a request by the token of a session."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from workflows.queries.viewer import Viewer, viewer
from workflows.services import Services
from workflows.use_cases.keep_session import keep_session


def recognise(services: Services, connection: Connection, token: str, now: datetime) -> Viewer | None:
    """Give the person with today's roles, None when the token opens no session; a session in use is kept alive."""
    return kept_alive(services, viewer(services, connection, token, now) if token else None, token, now)


def kept_alive(services: Services, person: Viewer | None, token: str, now: datetime) -> Viewer | None:
    """Give the person as they are and keep the session in use alive."""
    if person is not None and person.fades:
        keep_session(services, token, now=now)
    return person
