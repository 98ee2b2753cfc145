"""The cases a person may read (진행 건), the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from messages import Language
from workflows.queries.names import Name
from workflows.queries.paging import PAGE_SIZE, Cursor, Page, page
from workflows.queries.readable_cases import readable
from workflows.queries.search_words import showing
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.rights import Context, Subject

STATUSES = ("running", "suspended", "completed", "cancelled")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as a line of the list; `open_tasks` names where it stands."""

    instance_id: int
    title: str
    business_key: str
    process_id: str
    status: str
    open_incidents: int
    started_at: datetime
    open_tasks: tuple[Name, ...] = ()

    def now_at(self, language: Language) -> tuple[str, ...]:
        """Name the steps at which the case stands, each once."""
        return tuple(dict.fromkeys(name(language) for name in self.open_tasks))


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a reader looks for; empty means everything."""

    words: str = ""
    process_id: str = ""
    status: str = ""


def cases(
    connection: Connection,
    subject: Subject,
    context: Context,
    wanted: CaseFilter,
    *,
    after: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> Page[CaseRow]:
    """Give the next `size` cases that the subject may read and the filter wants."""
    rows = connection.execute(
        select(
            instance.c.id.label("instance_id"),
            instance.c.title,
            instance.c.business_key,
            instance.c.process_id,
            instance.c.status,
            instance.c.open_incidents,
            instance.c.started_at,
        )
        .where(readable(subject, context), *_matching(wanted), *_beyond(after))
        .order_by(instance.c.started_at.desc(), instance.c.id.desc())
        .limit(size + 1)
    ).all()
    standing = _open_tasks(connection, [row.instance_id for row in rows])
    found = [CaseRow(**row._mapping, open_tasks=tuple(standing.get(row.instance_id, ()))) for row in rows]
    return page(found, lambda row: Cursor(row.started_at, row.instance_id), size)


def _matching(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found = showing(wanted.words)
    if wanted.process_id:
        found.append(instance.c.process_id == wanted.process_id)
    if wanted.status in STATUSES:
        found.append(instance.c.status == wanted.status)
    return found


def _beyond(after: Cursor | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    earlier = instance.c.started_at < after.at
    return [or_(earlier, and_(instance.c.started_at == after.at, instance.c.id < after.number))]


def _open_tasks(connection: Connection, instances: list[int]) -> dict[int, list[Name]]:
    standing: dict[int, list[Name]] = {}
    rows = connection.execute(
        select(user_task.c.instance_id, user_task.c.name, user_task.c.name_en)
        .where(user_task.c.instance_id.in_(instances), user_task.c.status == "open")
        .order_by(user_task.c.work_id)
    )
    for row in rows:
        standing.setdefault(row.instance_id, []).append(Name(row.name, row.name_en))
    return standing
