"""Puts what comes from outside, a `.zip` or a `.bpmn` of any tool, in place of what an open draft holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete

from bpmn.bundle import MAIN, Bundle
from workflows.drafts.brought import Imported, open_brought, record_brought
from workflows.drafts.refusals import DraftChanged, FileRefused
from workflows.drafts.rows import lock_draft, mark_changed, own_files, write_files
from workflows.records.process_draft import process_draft_file as file
from workflows.runtime import UnitOfWork
from workflows.use_cases.keep_recovery_copy import keep_recovery_copy


def import_into_draft(
    uow: UnitOfWork, process_id: str, name: str, content: bytes, *, seen: datetime | None, actor: int, now: datetime
) -> Imported:
    """Put what a file holds in place of the draft's files; a plain `.bpmn` replaces the diagram alone.

    `seen` is when the draft was last changed as its reader saw it. What is replaced stays as the reader's recovery
    copies. Raises NoDraft, DraftChanged, NotOpened, FileRefused.
    """
    draft = lock_draft(uow, process_id)
    if draft.changed_at != seen:
        raise DraftChanged(process_id=process_id)
    brought = open_brought(name, content)
    drawn = Bundle.from_files(brought.files).drawn_ids
    if drawn and process_id not in drawn:
        raise FileRefused("other_process", process_id=process_id, drawn=", ".join(sorted(drawn)))
    before = own_files(uow.connection, process_id)
    after = dict(brought.files) if brought.is_whole else {**before, **brought.files}
    _replace(uow, process_id, before, after, actor=actor, now=now)
    mark_changed(uow, draft, MAIN, actor=actor, now=now)
    return record_brought(uow, process_id, name, brought, actor=actor, now=now)


def _replace(
    uow: UnitOfWork,
    process_id: str,
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    *,
    actor: int,
    now: datetime,
) -> None:
    gone = {name: content for name, content in before.items() if after.get(name) != content}
    for name, content in gone.items():
        keep_recovery_copy(uow, process_id, name, content, base="", actor=actor, now=now)
    uow.connection.execute(delete(file).where(file.c.process_id == process_id, file.c.name.in_(list(gone))))
    new = {name: content for name, content in after.items() if before.get(name) != content}
    if new:
        write_files(uow, process_id, new, actor=actor, now=now)
