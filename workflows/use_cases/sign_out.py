"""Ends a session."""

from __future__ import annotations

from sqlalchemy import delete

from workflows.records.living_session import token_hash
from workflows.records.session import session
from workflows.runtime import UnitOfWork


def sign_out(uow: UnitOfWork, token: str) -> None:
    """Forget the session of a token; an unknown one is no error."""
    uow.connection.execute(delete(session).where(session.c.token_hash == token_hash(token)))
