"""Keeps what a person typed and has not sent (임시 저장)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text

from workflows.records.types import Document, Moment
from workflows.runtime import UnitOfWork

_SAVE = text(
    "INSERT INTO draft (task_id, person_id, submitted, saved_at) VALUES (:task_id, :person_id, :submitted, :saved_at)"
    " ON CONFLICT (task_id, person_id) DO UPDATE SET submitted = excluded.submitted, saved_at = excluded.saved_at"
).bindparams(bindparam("submitted", type_=Document), bindparam("saved_at", type_=Moment))


def save_draft(uow: UnitOfWork, task_id: int, submitted: Mapping[str, Any], *, actor: int, now: datetime) -> None:
    """Store the fields as typed, unchecked, in place of this person's earlier draft of the task."""
    row = {"task_id": task_id, "person_id": actor, "submitted": dict(submitted), "saved_at": now}
    uow.connection.execute(_SAVE, row)
