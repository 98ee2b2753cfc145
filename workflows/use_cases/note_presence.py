"""Notes that a person looks at a draft, and at which of its files, so that colleagues see them there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, text

from workflows.drafts.rows import lock_draft
from workflows.records.types import Moment
from workflows.runtime import UnitOfWork

_NOTE = text(
    "INSERT INTO process_draft_presence (process_id, person_id, file, seen_at)"
    " VALUES (:process_id, :person_id, :file, :seen_at)"
    " ON CONFLICT (process_id, person_id) DO UPDATE SET file = excluded.file, seen_at = excluded.seen_at"
).bindparams(bindparam("seen_at", type_=Moment))


def note_presence(uow: UnitOfWork, process_id: str, file: str, *, actor: int, now: datetime) -> None:
    """Store where the person is now; `file` is empty on a page of the draft as a whole. Raises NoDraft."""
    lock_draft(uow, process_id)
    uow.connection.execute(_NOTE, {"process_id": process_id, "person_id": actor, "file": file[:200], "seen_at": now})
