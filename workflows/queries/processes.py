"""The published processes: their versions in effect, who stands in their lanes, who may start them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Connection, select

from bpmn.bundle import Bundle
from messages import Language
from workflows.errors import NotFound
from workflows.instances.bundles import stored_bundle
from workflows.instances.versions import current_numbers
from workflows.queries.elements import Element, lane_roles, start_elements
from workflows.records.definition import definition
from workflows.rights import Context, Process
from workflows.services import Services


@dataclass(frozen=True, slots=True)
class PublishedProcess:
    """The version of a process that is in effect."""

    definition_id: int
    process_id: str
    number: int
    title: str
    title_en: str
    published_at: datetime

    def name(self, language: Language) -> str:
        """Give the title in the language of the page."""
        return (self.title_en or self.title) if language == "en" else self.title


def processes(connection: Connection, on: date) -> tuple[PublishedProcess, ...]:
    """List every process with its version in effect on a day, by title."""
    current = current_numbers(on)
    rows = connection.execute(
        select(
            definition.c.id,
            definition.c.process_id,
            definition.c.number,
            definition.c.title,
            definition.c.title_en,
            definition.c.published_at,
        )
        .join(current, (current.c.process_id == definition.c.process_id) & (current.c.number == definition.c.number))
        .order_by(definition.c.title)
    )
    return tuple(PublishedProcess(*row) for row in rows)


def process(connection: Connection, process_id: str, on: date) -> PublishedProcess:
    """Give the version of one process in effect on a day; raises NotFound."""
    for each in processes(connection, on):
        if each.process_id == process_id:
            return each
    raise NotFound(what="process", id=process_id)


def bundle_of(services: Services, connection: Connection, definition_id: int) -> Bundle:
    """Give the files of a published version, unpacked once per program; raises NotFound."""
    return stored_bundle(services, connection, definition_id)


def rights_context(services: Services, connection: Connection, on: date) -> Context:
    """Give what the rights need to know of the processes: the roles of their lanes, read when a rule asks for them."""
    return Context(lanes=_Lanes(services, connection, on))


class _Lanes(Mapping[str, frozenset[str]]):
    """Process id → the roles in the lanes of its version in effect; no rule about a task asks for them."""

    def __init__(self, services: Services, connection: Connection, on: date) -> None:
        self._services, self._connection, self._on = services, connection, on

    @cached_property
    def _found(self) -> dict[str, frozenset[str]]:
        return {
            each.process_id: lane_roles(bundle_of(self._services, self._connection, each.definition_id))
            for each in processes(self._connection, self._on)
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


def starts(services: Services, connection: Connection, on: date) -> tuple[Start, ...]:
    """List the start events of all processes that people use."""
    return tuple(
        Start(each, event)
        for each in processes(connection, on)
        for event in start_elements(bundle_of(services, connection, each.definition_id))
    )
