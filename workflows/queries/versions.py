"""The versions of a process (판 이력): who wrote and published each, why, and from when it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, select

from messages import Language
from workflows.errors import NotFound, NotPublished
from workflows.instances.versions import current_version
from workflows.queries.names import Name, names_of
from workflows.records.definition import definition

Standing = Literal["current", "coming", "past", "skipped"]
"""In effect; not yet; no longer; overtaken by a higher number before its day came."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version, never changed once it is there."""

    definition_id: int
    number: int
    digest: str
    title: str
    title_en: str
    published_at: datetime
    publisher: Name | None
    author: Name | None
    """None when an operator or the program brought it."""
    note: str
    effective_from: date | None
    """None: since it was published."""
    restored_from: int | None
    """Number of the earlier version that came back in this one."""
    standing: Standing

    def name(self, language: Language) -> str:
        """Give the title in the language of the page."""
        return (self.title_en or self.title) if language == "en" else self.title


def versions(connection: Connection, process_id: str, on: date) -> tuple[VersionRow, ...]:
    """List the versions of a process, the highest number first, as they stand on a day."""
    earlier = definition.alias("earlier")
    columns = [column for column in definition.c if column.name not in ("files", "restored_from")]
    rows = connection.execute(
        select(*columns, earlier.c.number.label("restored_from"))
        .join(earlier, earlier.c.id == definition.c.restored_from, isouter=True)
        .where(definition.c.process_id == process_id)
        .order_by(definition.c.number.desc())
    ).all()
    names = names_of(connection, [person for row in rows for person in (row.author_id, row.published_by)])
    current = _current_number(connection, process_id, on)
    return tuple(
        VersionRow(
            definition_id=row.id,
            number=row.number,
            digest=row.digest,
            title=row.title,
            title_en=row.title_en,
            published_at=row.published_at,
            publisher=names.get(row.published_by),
            author=names.get(row.author_id),
            note=row.note,
            effective_from=row.effective_from,
            restored_from=row.restored_from,
            standing=_standing(row.number, row.effective_from, current, on),
        )
        for row in rows
    )


def version(connection: Connection, process_id: str, number: int, on: date) -> VersionRow:
    """Give one version of a process; raises NotFound."""
    for each in versions(connection, process_id, on):
        if each.number == number:
            return each
    raise NotFound(what="definition", id=number)


def _current_number(connection: Connection, process_id: str, on: date) -> int:
    try:
        return current_version(connection, process_id, on).number
    except NotPublished:
        return 0


def _standing(number: int, effective_from: date | None, current: int, on: date) -> Standing:
    if number == current:
        return "current"
    if effective_from is not None and effective_from > on:
        return "coming" if number > current else "skipped"
    return "past"
