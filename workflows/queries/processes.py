"""The published processes: their newest versions, who stands in their lanes, who may start them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection, func, select

from bpmn.bundle import Bundle
from messages import Language
from workflows.errors import NotFound
from workflows.instances.bundles import unpack_files
from workflows.queries.elements import Element, lane_roles, start_elements
from workflows.records.definition import definition
from workflows.rights import Context, Process
from workflows.runtime import Services


@dataclass(frozen=True, slots=True)
class PublishedProcess:
    """The newest version of a process."""

    definition_id: int
    process_id: str
    number: int
    title: str
    title_en: str
    published_at: datetime

    def name(self, language: Language) -> str:
        """Give the title in the language of the page."""
        return (self.title_en or self.title) if language == "en" else self.title


def processes(connection: Connection) -> tuple[PublishedProcess, ...]:
    """List the newest version of every process, by title."""
    newest = (
        select(definition.c.process_id, func.max(definition.c.number).label("number"))
        .group_by(definition.c.process_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            definition.c.id,
            definition.c.process_id,
            definition.c.number,
            definition.c.title,
            definition.c.title_en,
            definition.c.published_at,
        )
        .join(newest, (newest.c.process_id == definition.c.process_id) & (newest.c.number == definition.c.number))
        .order_by(definition.c.title)
    )
    return tuple(PublishedProcess(*row) for row in rows)


def process(connection: Connection, process_id: str) -> PublishedProcess:
    """Give the newest version of one process; raises NotFound."""
    for each in processes(connection):
        if each.process_id == process_id:
            return each
    raise NotFound(what="process", id=process_id)


def bundle_of(services: Services, connection: Connection, definition_id: int) -> Bundle:
    """Give the files of a published version, unpacked once per program; raises NotFound."""
    found = services.bundles.get(definition_id)
    if found is None:
        packed = connection.scalar(select(definition.c.files).where(definition.c.id == definition_id))
        if packed is None:
            raise NotFound(what="definition", id=definition_id)
        found = services.bundles[definition_id] = Bundle.from_files(unpack_files(bytes(packed)))
    return found


def rights_context(services: Services, connection: Connection) -> Context:
    """Give what the rights need to know of the processes: the roles of their lanes, read when a rule asks for them."""
    return Context(lanes=_Lanes(services, connection))


class _Lanes(Mapping[str, frozenset[str]]):
    """Process id → the roles in its newest version's lanes; no rule about a task asks for them."""

    def __init__(self, services: Services, connection: Connection) -> None:
        self._services, self._connection = services, connection

    @cached_property
    def _found(self) -> dict[str, frozenset[str]]:
        return {
            each.process_id: lane_roles(bundle_of(self._services, self._connection, each.definition_id))
            for each in processes(self._connection)
        }

    def __getitem__(self, process_id: str) -> frozenset[str]:
        return self._found[process_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True, slots=True)
class Start:
    """A way to start a process: its start event, with the form to fill in (empty without one)."""

    process: PublishedProcess
    event: Element

    @property
    def resource(self) -> Process:
        """Give the start as the rights see it."""
        return Process(self.process.process_id, self.event.roles)


def starts(services: Services, connection: Connection) -> tuple[Start, ...]:
    """List the start events of all processes that people use."""
    return tuple(
        Start(each, event)
        for each in processes(connection)
        for event in start_elements(bundle_of(services, connection, each.definition_id))
    )
