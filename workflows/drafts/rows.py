"""A draft under lock: every change of it, of its files and of its submission goes through its one row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from workflows.drafts.history import record_deed
from workflows.drafts.refusals import ChangedMeanwhile, FileRefused, NoDraft
from workflows.errors import megabytes
from workflows.records.process_draft import process_draft, process_draft_file, process_draft_presence
from workflows.runtime import UnitOfWork

MOST_FILES = 300
MOST_BYTES = 2 * 1024 * 1024
"""Of one file: fifty times the largest diagram of the catalogue."""


@dataclass(frozen=True, slots=True)
class LockedDraft:
    """A draft that nobody else changes until the transaction ends."""

    process_id: str
    based_on: int | None
    changed_by: int | None
    changed_at: datetime | None
    authors: frozenset[int]


def lock_draft(uow: UnitOfWork, process_id: str) -> LockedDraft:
    """Lock a draft; raises NoDraft."""
    found = locked_draft(uow, process_id)
    if found is None:
        raise NoDraft(process_id=process_id)
    return found


def locked_draft(uow: UnitOfWork, process_id: str) -> LockedDraft | None:
    """Lock a draft if there is one."""
    wanted = select(process_draft).where(process_draft.c.process_id == process_id)
    row = uow.connection.execute(wanted.with_for_update()).first()
    if row is None:
        return None
    return LockedDraft(process_id, row.based_on, row.changed_by, row.changed_at, frozenset(row.authors))


def mark_changed(uow: UnitOfWork, draft: LockedDraft, file: str, *, actor: int, now: datetime) -> None:
    """Note who changed the draft; a person's first change is an entry of the history."""
    if actor not in draft.authors:
        record_deed(uow, draft.process_id, "changed", actor=actor, now=now, file=file)
    uow.connection.execute(
        update(process_draft)
        .where(process_draft.c.process_id == draft.process_id)
        .values(changed_at=now, changed_by=actor, authors=sorted(draft.authors | {actor}))
    )


def changed_meanwhile(draft: LockedDraft, name: str, stands: Row[Any] | None, actor: int) -> ChangedMeanwhile:
    """Say who changed the file; whoever last changed the draft, where the file is gone."""
    if stands is None:
        return ChangedMeanwhile(name, by=draft.changed_by, at=draft.changed_at, etag="", actor=actor)
    return ChangedMeanwhile(name, by=stands.changed_by, at=stands.changed_at, etag=stands.etag, actor=actor)


def own_files(connection: Connection, process_id: str) -> dict[str, bytes]:
    """Give the draft's own files by name; none when there is no draft."""
    rows = connection.execute(
        select(process_draft_file.c.name, process_draft_file.c.content)
        .where(process_draft_file.c.process_id == process_id)
        .order_by(process_draft_file.c.name)
    )
    return {name: bytes(content) for name, content in rows}


def write_files(uow: UnitOfWork, process_id: str, files: dict[str, bytes], *, actor: int, now: datetime) -> None:
    """Add files that the draft does not have yet."""
    rows = [
        {
            "process_id": process_id,
            "name": name,
            "content": content,
            "etag": etag_of(content),
            "changed_at": now,
            "changed_by": actor,
        }
        for name, content in files.items()
    ]
    uow.connection.execute(insert(process_draft_file), rows)


def require_size(name: str, content: bytes) -> None:
    """Raise FileRefused for a file that is empty or too big."""
    if not content:
        raise FileRefused("empty", name=name)
    if len(content) > MOST_BYTES:
        raise FileRefused("too_big", name=name, size=megabytes(len(content)), limit=megabytes(MOST_BYTES))


def etag_of(content: bytes) -> str:
    """Give the mark of a file's content."""
    return hashlib.sha256(content).hexdigest()


def delete_draft(uow: UnitOfWork, process_id: str) -> None:
    """Delete a locked draft with its files."""
    for table in (process_draft_file, process_draft_presence, process_draft):
        uow.connection.execute(delete(table).where(table.c.process_id == process_id))
