"""Keeps what a person typed and has not saved, or could not save: one copy per person and file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, text

from bpmn.bundle import is_part
from workflows.drafts.refusals import FileRefused
from workflows.drafts.rows import require_size
from workflows.records.types import Moment
from workflows.runtime import UnitOfWork

_KEEP = text(
    "INSERT INTO process_draft_recovery (process_id, person_id, name, content, base, saved_at)"
    " VALUES (:process_id, :person_id, :name, :content, :base, :saved_at)"
    " ON CONFLICT (process_id, person_id, name)"
    " DO UPDATE SET content = excluded.content, base = excluded.base, saved_at = excluded.saved_at"
).bindparams(bindparam("saved_at", type_=Moment))


def keep_recovery_copy(
    uow: UnitOfWork, process_id: str, name: str, content: bytes, *, base: str, actor: int, now: datetime
) -> None:
    """Store the copy in place of this person's earlier one; `base` marks the file it was typed over.

    A later save over the same `base` drops it. Raises FileRefused.
    """
    if not is_part(name):
        raise FileRefused("name", name=name)
    require_size(name, content)
    row = {"process_id": process_id, "person_id": actor, "name": name, "content": content, "base": base}
    uow.connection.execute(_KEEP, {**row, "saved_at": now})
