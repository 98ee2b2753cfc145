"""Removes one file of a draft, unless somebody else has saved it since it was seen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from bpmn.bundle import MAIN
from workflows.drafts.refusals import FileRefused
from workflows.drafts.rows import changed_meanwhile, lock_draft, mark_changed
from workflows.errors import NotFound
from workflows.records.process_draft import process_draft_file as file
from workflows.runtime import UnitOfWork


def remove_process_file(
    uow: UnitOfWork, process_id: str, name: str, *, if_match: str, actor: int, now: datetime
) -> None:
    """Remove a file whose mark is still `if_match`; the diagram stays, without it there is no process.

    Raises NoDraft, NotFound, FileRefused, ChangedMeanwhile.
    """
    draft = lock_draft(uow, process_id)
    if name == MAIN:
        raise FileRefused("main")
    wanted = (file.c.process_id == process_id) & (file.c.name == name)
    stands = uow.connection.execute(select(file).where(wanted)).first()
    if stands is None:
        raise NotFound(what="file", id=name)
    if stands.etag != if_match:
        raise changed_meanwhile(draft, name, stands, actor)
    uow.connection.execute(delete(file).where(wanted))
    mark_changed(uow, draft, name, actor=actor, now=now)
