"""Discards the draft of a process; what people typed and did not save stays as their recovery copies."""

from __future__ import annotations

from datetime import datetime

from workflows.drafts.history import record_deed
from workflows.drafts.rows import delete_draft, lock_draft
from workflows.runtime import UnitOfWork


def discard_process_draft(uow: UnitOfWork, process_id: str, *, actor: int, now: datetime) -> None:
    """Delete the draft and its files; published versions and a waiting submission are untouched. Raises NoDraft."""
    lock_draft(uow, process_id)
    delete_draft(uow, process_id)
    record_deed(uow, process_id, "discarded", actor=actor, now=now)
