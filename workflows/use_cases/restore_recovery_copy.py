"""Puts a recovery copy in place of what stands in the draft."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflows.errors import NotFound
from workflows.records.process_draft import process_draft_recovery as copy
from workflows.runtime import UnitOfWork
from workflows.use_cases.drop_recovery_copy import drop_recovery_copy
from workflows.use_cases.save_process_file import save_process_file


def restore_recovery_copy(
    uow: UnitOfWork, process_id: str, name: str, *, if_match: str, actor: int, now: datetime
) -> str:
    """Save the person's own copy over the file whose mark is `if_match` (empty where there is none) and drop it.

    Gives the file's new mark. Raises NotFound without a copy, and what `save_process_file` raises.
    """
    mine = (copy.c.process_id == process_id) & (copy.c.person_id == actor) & (copy.c.name == name)
    content = uow.connection.scalar(select(copy.c.content).where(mine))
    if content is None:
        raise NotFound(what="recovery_copy", id=name)
    etag = save_process_file(uow, process_id, name, bytes(content), if_match=if_match, actor=actor, now=now)
    drop_recovery_copy(uow, process_id, name, actor=actor)
    return etag
