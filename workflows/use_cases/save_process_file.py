"""Saves one file of a draft, unless somebody else has saved it since it was opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from bpmn.bundle import is_part
from workflows.drafts.refusals import DraftClosed, FileRefused, NoDraft
from workflows.drafts.rows import (
    MOST_FILES,
    LockedDraft,
    changed_meanwhile,
    etag_of,
    locked_draft,
    mark_changed,
    require_size,
)
from workflows.instances.versions import newest_version
from workflows.records.process_draft import process_draft_file as file
from workflows.records.process_draft import process_draft_recovery as recovery
from workflows.runtime import UnitOfWork
from workflows.use_cases.keep_recovery_copy import keep_recovery_copy


def save_process_file(
    uow: UnitOfWork, process_id: str, name: str, content: bytes, *, if_match: str, actor: int, now: datetime
) -> str:
    """Store a file and give its new mark; `if_match` is the mark it had when it was opened, empty for a new file.

    The same content again is no change. Raises NoDraft, FileRefused, and ChangedMeanwhile or DraftClosed: then what was
    typed stays as this person's recovery copy.
    """
    if not is_part(name):
        raise FileRefused("name", name=name)
    require_size(name, content)
    keep = partial(
        keep_recovery_copy, process_id=process_id, name=name, content=content, base=if_match, actor=actor, now=now
    )
    draft = _locked(uow, process_id, keep)
    stands = uow.connection.execute(select(file).where(_is(process_id, name))).first()
    etag = etag_of(content)
    if stands is not None and stands.etag == etag:
        return etag
    if (stands.etag if stands else "") != if_match:
        uow.even_if_refused(keep)
        raise changed_meanwhile(draft, name, stands, actor)
    values = {"content": content, "etag": etag, "changed_at": now, "changed_by": actor}
    if stands is None:
        _require_room(uow, process_id)
        uow.connection.execute(insert(file).values(process_id=process_id, name=name, **values))
    else:
        uow.connection.execute(update(file).where(_is(process_id, name)).values(values))
    mark_changed(uow, draft, name, actor=actor, now=now)
    mine = (recovery.c.process_id == process_id) & (recovery.c.person_id == actor) & (recovery.c.name == name)
    uow.connection.execute(delete(recovery).where(mine, recovery.c.base == if_match))
    return etag


def _locked(uow: UnitOfWork, process_id: str, keep: Callable[[UnitOfWork], None]) -> LockedDraft:
    """Lock the draft; where there is none any more of a process that is known, what was typed is kept."""
    draft = locked_draft(uow, process_id)
    if draft is not None:
        return draft
    if newest_version(uow.connection, process_id) is None:
        raise NoDraft(process_id=process_id)
    uow.even_if_refused(keep)
    raise DraftClosed(process_id=process_id)


def _require_room(uow: UnitOfWork, process_id: str) -> None:
    there = select(func.count()).select_from(file).where(file.c.process_id == process_id)
    if uow.connection.execute(there).scalar_one() >= MOST_FILES:
        raise FileRefused("too_many", limit=MOST_FILES)


def _is(process_id: str, name: str) -> ColumnElement[bool]:
    return (file.c.process_id == process_id) & (file.c.name == name)
