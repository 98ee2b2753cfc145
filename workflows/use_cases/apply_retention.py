"""Deletes what nobody needs any more (파기, 개인정보 보호법 제21조); cases, documents and histories stay.

Records of cases are kept by their retention class and destroyed only after review (공공기록물법 제27조).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, exists, select

from workflows.instances.moving.outdated import empty_outdated
from workflows.records.draft import draft
from workflows.records.idempotency import idempotency
from workflows.records.notice import notice
from workflows.records.outbox import outbox
from workflows.records.session import session
from workflows.records.upload import upload, upload_content
from workflows.records.user_task import user_task
from workflows.runtime import UnitOfWork

KEEP = {
    "draft": timedelta(days=30),  # after its task was closed
    "idempotency": timedelta(days=30),
    "move_case": timedelta(days=0),  # what a case was before its move: after the move, once it cannot be taken back
    "notice": timedelta(days=365),
    "outbox": timedelta(days=90),  # after it was done
    "session": timedelta(days=0),  # after it expired
    "upload": timedelta(days=7),  # never attached to a case
}


def apply_retention(uow: UnitOfWork, *, now: datetime) -> Mapping[str, int]:
    """Delete what is older than its time and give how many rows went, by table; of a move only the copy goes."""
    until = {name: now - age for name, age in KEEP.items()}
    gone = [
        (session, session.c.expires_at < until["session"]),
        (idempotency, idempotency.c.at < until["idempotency"]),
        (draft, draft.c.task_id.in_(select(user_task.c.id).where(user_task.c.closed_at < until["draft"]))),
        (notice, notice.c.created_at < until["notice"]),
        (outbox, outbox.c.status.in_(("done", "cancelled")) & (outbox.c.closed_at < until["outbox"])),
        (upload, upload.c.instance_id.is_(None) & (upload.c.uploaded_at < until["upload"])),
        (upload_content, ~exists().where(upload.c.sha256 == upload_content.c.sha256)),
    ]
    counts = {table.name: _delete(uow, table, which) for table, which in gone}
    return counts | {"move_case": empty_outdated(uow.connection, until["move_case"])}


def _delete(uow: UnitOfWork, table: Table, which: ColumnElement[bool]) -> int:
    return uow.connection.execute(delete(table).where(which)).rowcount
