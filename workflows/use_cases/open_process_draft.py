"""Opens the draft of a process (절차 초안): one per process, begun from its newest version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from workflows.drafts.bundles import own_part
from workflows.drafts.history import record_deed
from workflows.drafts.rows import write_files
from workflows.errors import NotFound
from workflows.instances.bundles import published_bundle
from workflows.instances.versions import newest_version
from workflows.records.process_draft import process_draft
from workflows.runtime import UnitOfWork


def open_process_draft(uow: UnitOfWork, process_id: str, *, actor: int, now: datetime) -> None:
    """Open a draft with the files of the newest version; one that is open already stays as it is.

    Raises NotFound for a process that has neither a version nor a draft.
    """
    version = newest_version(uow.connection, process_id)
    if version is None:
        known = select(process_draft.c.process_id).where(process_draft.c.process_id == process_id)
        if uow.connection.scalar(known) is None:
            raise NotFound(what="process", id=process_id)
        return
    if begin_draft(uow, process_id, version.id, actor=actor, now=now):
        files = own_part(published_bundle(uow, version.id))
        write_files(uow, process_id, files, actor=actor, now=now)
        record_deed(uow, process_id, "opened", actor=actor, now=now, number=version.number)


def begin_draft(uow: UnitOfWork, process_id: str, based_on: int | None, *, actor: int, now: datetime) -> bool:
    """Write the row of a draft, still without files; False when there is one already."""
    row: dict[str, Any] = {
        "process_id": process_id,
        "based_on": based_on,
        "opened_at": now,
        "opened_by": actor,
        "authors": [],
    }
    insert = sqlite.insert if uow.connection.dialect.name == "sqlite" else postgresql.insert
    begun = insert(process_draft).values(row).on_conflict_do_nothing().returning(process_draft.c.process_id)
    return uow.connection.scalar(begun) is not None
