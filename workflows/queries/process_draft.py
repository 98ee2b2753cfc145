"""The draft of a process: its files, who opened and changed it, who else is in it, what was typed and not saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bpmn.bundle import MAIN, Bundle
from messages import Language
from workflows.drafts import bundles
from workflows.drafts.refusals import NoDraft
from workflows.errors import NotFound
from workflows.instances.bundles import stored_bundle
from workflows.instances.versions import newest_version
from workflows.queries.names import Name, names_of
from workflows.records import process_draft as tables
from workflows.records.definition import definition
from workflows.services import Services

_DRAFT = tables.process_draft
_FILE = tables.process_draft_file
_COPY = tables.process_draft_recovery
_PRESENCE = tables.process_draft_presence
HERE_FOR = timedelta(seconds=90)
"""After so long without a sign a person is no longer shown as being in the draft; the editor gives one every 30 s."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One file of a draft; `etag` marks its content."""

    name: str
    size: int
    etag: str
    changed_at: datetime | None
    """None, and nobody's, while it is as it was when the draft was opened."""
    changed_by: Name | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its pages show it."""

    process_id: str
    title: str
    title_en: str
    based_on: int | None
    """Number of the version it was begun from; None for a process that was never published."""
    newest: int | None
    """Number of the newest version; higher than `based_on` when somebody published meanwhile."""
    opened_at: datetime
    opened_by: Name | None
    changed_at: datetime | None
    changed_by: Name | None
    authors: frozenset[int]
    files: tuple[DraftFile, ...]

    def name(self, language: Language) -> str:
        """Give the title in the language of the page."""
        return (self.title_en or self.title) if language == "en" else self.title

    @property
    def is_behind(self) -> bool:
        """Tell whether a version was published after the one this draft began from."""
        return (self.newest or 0) > (self.based_on or 0)

    def ids(self, folder: str) -> tuple[str, ...]:
        """List the ids of the files in a folder: `ids("forms")` → `("review", …)`."""
        placed = (each.name.partition("/") for each in self.files)
        return tuple(name.rpartition(".")[0] for place, _, name in placed if place == folder)


@dataclass(frozen=True, slots=True)
class Presence:
    """A person who is in the draft now; `file` is empty on a page of the draft as a whole."""

    person_id: int
    name: Name
    file: str


@dataclass(frozen=True, slots=True)
class RecoveryCopy:
    """What a person typed and did not, or could not, save.

    `base` marks the file it was typed over, `etag` what stands there now (empty when there is none).
    """

    name: str
    size: int
    saved_at: datetime
    base: str
    etag: str


def process_draft(connection: Connection, process_id: str) -> DraftView:
    """Give the draft of a process; raises NoDraft when nobody has opened one."""
    row = connection.execute(
        select(_DRAFT, definition.c.number)
        .join(definition, definition.c.id == _DRAFT.c.based_on, isouter=True)
        .where(_DRAFT.c.process_id == process_id)
    ).first()
    if row is None:
        raise NoDraft(process_id=process_id)
    files = _files(connection, process_id)
    names = names_of(connection, [row.opened_by, row.changed_by, *(each.changed_by for each in files)])
    diagram, _ = draft_file(connection, process_id, MAIN)
    bundle = Bundle.from_files({MAIN: diagram}, process_id)
    newest = newest_version(connection, process_id)
    return DraftView(
        process_id=process_id,
        title=bundle.title,
        title_en=bundle.title_en,
        based_on=row.number,
        newest=newest.number if newest else None,
        opened_at=row.opened_at,
        opened_by=names.get(row.opened_by),
        changed_at=row.changed_at,
        changed_by=names.get(row.changed_by),
        authors=frozenset(row.authors),
        files=tuple(
            DraftFile(each.name, each.size, each.etag, each.changed_at, names.get(each.changed_by))
            if each.changed_at > row.opened_at
            else DraftFile(each.name, each.size, each.etag, None, None)
            for each in files
        ),
    )


def draft_bundle(services: Services, connection: Connection, process_id: str, on: date) -> Bundle:
    """Put the draft together as it would be published on a day, called processes included; raises NoDraft."""
    return bundles.draft_bundle(partial(stored_bundle, services, connection), connection, process_id, on)


def draft_file(connection: Connection, process_id: str, name: str) -> tuple[bytes, str]:
    """Give a file of a draft byte for byte as it was saved, and its mark; raises NotFound."""
    wanted = select(_FILE.c.content, _FILE.c.etag).where(_FILE.c.process_id == process_id, _FILE.c.name == name)
    found = connection.execute(wanted).first()
    if found is None:
        raise NotFound(what="file", id=name)
    return bytes(found.content), found.etag


def present(connection: Connection, process_id: str, now: datetime) -> tuple[Presence, ...]:
    """List who is in the draft now."""
    rows = connection.execute(
        select(_PRESENCE.c.person_id, _PRESENCE.c.file)
        .where(_PRESENCE.c.process_id == process_id, _PRESENCE.c.seen_at > now - HERE_FOR)
        .order_by(_PRESENCE.c.person_id)
    ).all()
    names = names_of(connection, [row.person_id for row in rows])
    return tuple(Presence(row.person_id, names[row.person_id], row.file) for row in rows if row.person_id in names)


def recovery_copies(connection: Connection, process_id: str, person_id: int) -> tuple[RecoveryCopy, ...]:
    """List a person's own recovery copies, the newest first."""
    same_file = (_FILE.c.process_id == _COPY.c.process_id) & (_FILE.c.name == _COPY.c.name)
    rows = connection.execute(
        select(
            _COPY.c.name,
            func.length(_COPY.c.content).label("size"),
            _COPY.c.saved_at,
            _COPY.c.base,
            func.coalesce(_FILE.c.etag, "").label("etag"),
        )
        .join(_FILE, same_file, isouter=True)
        .where(_COPY.c.process_id == process_id, _COPY.c.person_id == person_id)
        .order_by(_COPY.c.saved_at.desc(), _COPY.c.name)
    )
    return tuple(RecoveryCopy(*row) for row in rows)


def recovery_content(connection: Connection, process_id: str, person_id: int, name: str) -> bytes:
    """Give a person's own recovery copy of a file; raises NotFound."""
    mine = (_COPY.c.process_id == process_id) & (_COPY.c.person_id == person_id) & (_COPY.c.name == name)
    found = connection.scalar(select(_COPY.c.content).where(mine))
    if found is None:
        raise NotFound(what="recovery_copy", id=name)
    return bytes(found)


def _files(connection: Connection, process_id: str) -> list[Row[Any]]:
    size = func.length(_FILE.c.content).label("size")
    listed = select(_FILE.c.name, size, _FILE.c.etag, _FILE.c.changed_at, _FILE.c.changed_by)
    return list(connection.execute(listed.where(_FILE.c.process_id == process_id).order_by(_FILE.c.name)))
