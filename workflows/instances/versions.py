"""Versions of a process: which one new cases follow on a day (the highest in effect, 시행일), how one is added."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Subquery, bindparam, func, literal_column, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bpmn.bundle import Bundle
from workflows.errors import Conflict, NotPublished
from workflows.instances.bundles import pack_files
from workflows.records.definition import definition
from workflows.records.prepared import Prepared
from workflows.records.types import Day
from workflows.runtime import UnitOfWork


class Version(NamedTuple):
    """One version of a process, as far as starting from it needs to know."""

    id: int
    number: int
    title: str
    digest: str
    ours: bool
    """Whether it was made in the studio or imported here; else it came with the program."""


def _in_effect(on: ColumnElement[date]) -> ColumnElement[bool]:
    return or_(definition.c.effective_from.is_(None), definition.c.effective_from <= on)


_OURS = (definition.c.author_id.is_not(None) | definition.c.imported).label("ours")
_VERSION = (definition.c.id, definition.c.number, definition.c.title, definition.c.digest, _OURS)
_OF_PROCESS = (
    select(*_VERSION)
    .where(definition.c.process_id == bindparam("process_id"))
    .order_by(definition.c.number.desc())
    .limit(literal_column("1"))
)
_NEWEST = Prepared(_OF_PROCESS)
CURRENT = Prepared(_OF_PROCESS.where(_in_effect(bindparam("on", type_=Day))))
"""The statement behind `current_version`, for who sends it together with others."""


def current_version(connection: Connection, process_id: str, on: date) -> Version:
    """Give the version that cases started on a day (in the city) follow; raises NotPublished."""
    return as_version(process_id, CURRENT(connection, {"process_id": process_id, "on": on}).fetchone())


def as_version(process_id: str, row: tuple[int, int, str, str, bool] | None) -> Version:
    """Read a row of `CURRENT`; raises NotPublished when there is none."""
    if row is None:
        raise NotPublished(process_id=process_id)
    return Version._make(row)


def newest_version(connection: Connection, process_id: str) -> Version | None:
    """Give the version with the highest number, in effect or not yet; None before the first."""
    row = _NEWEST(connection, {"process_id": process_id}).fetchone()
    return None if row is None else Version._make(row)


def current_numbers(on: date) -> Subquery:
    """Select `process_id` and the `number` of its version in effect on a day, for every process that has one."""
    return (
        select(definition.c.process_id, func.max(definition.c.number).label("number"))
        .where(_in_effect(bindparam("on", on, type_=Day)))
        .group_by(definition.c.process_id)
        .subquery()
    )


def add_version(uow: UnitOfWork, bundle: Bundle, number: int, *, actor: int | None, now: datetime, **about: Any) -> int:
    """Store a bundle as the version with a number and give its id; raises Conflict when somebody was faster.

    `about` holds what is known more of it: `imported`, or from the studio `author_id`, `note`, `effective_from`,
    `restored_from`.
    """
    row = {
        "process_id": bundle.process_id,
        "number": number,
        "digest": bundle.digest,
        "title": bundle.title,
        "title_en": bundle.title_en,
        "files": pack_files(bundle.files),
        "published_at": now,
        "published_by": actor,
        **about,
    }
    add = sqlite.insert if uow.connection.dialect.name == "sqlite" else postgresql.insert
    stored = add(definition).values(row).on_conflict_do_nothing().returning(definition.c.id)
    definition_id = uow.connection.scalar(stored)
    if definition_id is None:
        raise Conflict
    return int(definition_id)
