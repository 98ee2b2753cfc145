"""Drops a recovery copy that its owner needs no longer."""

from __future__ import annotations

from sqlalchemy import delete

from workflows.records.process_draft import process_draft_recovery as copy
from workflows.runtime import UnitOfWork


def drop_recovery_copy(uow: UnitOfWork, process_id: str, name: str, *, actor: int) -> None:
    """Delete the person's own copy of a file; without one nothing happens."""
    mine = (copy.c.process_id == process_id) & (copy.c.person_id == actor) & (copy.c.name == name)
    uow.connection.execute(delete(copy).where(mine))
