"""The studio's list of processes: version in effect, draft, submission, for each process that has any of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from bpmn.bundle import MAIN, Bundle
from messages import Language
from workflows.errors import NotFound
from workflows.queries.names import Name, names_of
from workflows.queries.processes import processes
from workflows.records.definition import definition
from workflows.records.process_draft import process_draft, process_draft_file
from workflows.records.submission import submission


@dataclass(frozen=True, slots=True)
class DraftState:
    """Who last touched a draft (who opened it, before the first change), and when."""

    at: datetime
    by: Name | None
    changed: bool


@dataclass(frozen=True, slots=True)
class StudioProcess:
    """A process of the studio; the numbers are empty for one that was never published."""

    process_id: str
    title: str
    title_en: str
    number: int | None
    """Of the version in effect."""
    newest: int | None
    """Number of the newest version, in effect or not yet."""
    draft: DraftState | None
    waits: bool
    """Whether a submission waits for a second person."""

    def name(self, language: Language) -> str:
        """Give the title in the language of the page."""
        return (self.title_en or self.title) if language == "en" else self.title


def studio_processes(connection: Connection, on: date) -> tuple[StudioProcess, ...]:
    """List every process that has a version or a draft, by title."""
    numbers = {each.process_id: each.number for each in processes(connection, on)}
    versions = _newest(connection)
    drafts = _drafts(connection)
    waiting = set(connection.scalars(select(submission.c.process_id).where(submission.c.status == "waiting")))
    titles = {
        **_drawn(connection, drafts.keys() - versions.keys()),
        **{each: row[1:] for each, row in versions.items()},
    }
    rows = (
        StudioProcess(
            process_id,
            *names,
            number=numbers.get(process_id),
            newest=versions[process_id][0] if process_id in versions else None,
            draft=drafts.get(process_id),
            waits=process_id in waiting,
        )
        for process_id, names in titles.items()
    )
    return tuple(sorted(rows, key=lambda each: (each.title, each.process_id)))


def published_name(connection: Connection, process_id: str) -> Name:
    """Name a process as its newest version does, in effect or not yet; raises NotFound."""
    wanted = select(definition.c.title, definition.c.title_en).where(definition.c.process_id == process_id)
    row = connection.execute(wanted.order_by(definition.c.number.desc()).limit(1)).first()
    if row is None:
        raise NotFound(what="process", id=process_id)
    return Name(row.title, row.title_en)


def _newest(connection: Connection) -> dict[str, tuple[int, str, str]]:
    """Give number and titles of the newest version of every process."""
    newest = select(func.max(definition.c.id)).group_by(definition.c.process_id)
    rows = connection.execute(
        select(definition.c.process_id, definition.c.number, definition.c.title, definition.c.title_en).where(
            definition.c.id.in_(newest)
        )
    )
    return {process_id: (number, title, title_en) for process_id, number, title, title_en in rows}


def _drafts(connection: Connection) -> dict[str, DraftState]:
    rows = connection.execute(select(process_draft)).all()
    names = names_of(connection, [row.changed_by or row.opened_by for row in rows])
    return {
        row.process_id: DraftState(
            at=row.changed_at or row.opened_at,
            by=names.get(row.changed_by or row.opened_by),
            changed=row.changed_at is not None,
        )
        for row in rows
    }


def _drawn(connection: Connection, process_ids: set[str]) -> dict[str, tuple[str, str]]:
    """Name the processes that only have a draft, as their diagrams do."""
    file = process_draft_file.c
    rows = connection.execute(
        select(file.process_id, file.content).where(file.name == MAIN, file.process_id.in_(process_ids))
    )
    bundles = [Bundle.from_files({MAIN: bytes(content)}, process_id) for process_id, content in rows]
    return {each.process_id: (each.title, each.title_en) for each in bundles}
