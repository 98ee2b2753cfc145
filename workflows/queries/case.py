"""One case (진행 건): its header, open tasks, incidents, timers, what may be sent to it, its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from messages import Language
from tasks.registers.parties import party
from workflows.queries.names import Name, names_of
from workflows.records.candidate import candidate
from workflows.records.definition import definition
from workflows.records.incident import incident
from workflows.records.instance import instance
from workflows.records.subscription import subscription
from workflows.records.timer import timer
from workflows.records.upload import upload
from workflows.records.user_task import user_task


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """The header of a case."""

    instance_id: int
    definition_id: int
    process_id: str
    business_key: str
    title: str
    status: str
    open_incidents: int
    started_at: datetime
    ended_at: datetime | None
    process_title: str
    process_title_en: str
    version_number: int
    party_name: str
    starter: Name | None

    def process_name(self, language: Language) -> str:
        """Give the process's title in the language of the page."""
        return (self.process_title_en or self.process_title) if language == "en" else self.process_title


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that waits, with who holds it or how many might."""

    task_id: int
    process_id: str
    element: str
    name_ko: str
    name_en: str
    due_on: date | None
    due_at: datetime | None
    opened_at: datetime
    assignee: Name | None
    candidates: tuple[Name, ...]

    def name(self, language: Language) -> str:
        """Give the task's name in the language of the page."""
        return (self.name_en or self.name_ko) if language == "en" else self.name_ko


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """A fault that waits for an operator."""

    incident_id: int
    element: str
    code: str
    message: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A timer and when it fires."""

    element: str
    due: datetime


@dataclass(frozen=True, slots=True)
class OpenSubscription:
    """A message the case would receive now."""

    subscription_id: int
    element: str
    name: str
    correlation: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file that somebody attached."""

    upload_id: str
    name: str
    size: int
    uploaded_at: datetime
    uploaded_by: int


def case_detail(connection: Connection, instance_id: int) -> CaseDetail | None:
    """Give the header of a case; None when there is none of this number."""
    row = connection.execute(
        select(
            instance.c.id.label("instance_id"),
            instance.c.definition_id,
            instance.c.process_id,
            instance.c.business_key,
            instance.c.title,
            instance.c.status,
            instance.c.open_incidents,
            instance.c.started_at,
            instance.c.ended_at,
            definition.c.title.label("process_title"),
            definition.c.title_en.label("process_title_en"),
            definition.c.number.label("version_number"),
            func.coalesce(party.c.name, "").label("party_name"),
        )
        .join(definition, definition.c.id == instance.c.definition_id)
        .outerjoin(party, party.c.id == instance.c.party_id)
        .where(instance.c.id == instance_id)
    ).first()
    if row is None:
        return None
    starter = connection.scalar(select(instance.c.starter_id).where(instance.c.id == instance_id))
    return CaseDetail(**row._mapping, starter=names_of(connection, [starter]).get(starter or 0))


def open_tasks(connection: Connection, instance_id: int) -> tuple[OpenTask, ...]:
    """List the open tasks of a case, the nearest deadline first."""
    tasks = connection.execute(
        select(
            user_task.c.id.label("task_id"),
            user_task.c.process_id,
            user_task.c.element,
            user_task.c.name.label("name_ko"),
            user_task.c.name_en,
            user_task.c.due_on,
            user_task.c.due_at,
            user_task.c.opened_at,
            user_task.c.assignee_id,
        )
        .where(user_task.c.instance_id == instance_id, user_task.c.status == "open")
        .order_by(user_task.c.due_at.is_(None), user_task.c.due_at, user_task.c.work_id)
    ).all()
    offered: dict[int, list[int]] = {}
    for row in connection.execute(
        select(candidate.c.task_id, candidate.c.person_id).where(
            candidate.c.task_id.in_([task.task_id for task in tasks])
        )
    ):
        offered.setdefault(row.task_id, []).append(row.person_id)
    everybody = {person for people in offered.values() for person in people} | {task.assignee_id for task in tasks}
    names = names_of(connection, everybody)
    return tuple(_open_task(task, offered.get(task.task_id, []), names) for task in tasks)


def _open_task(row: Row[Any], offered: list[int], names: dict[int, Name]) -> OpenTask:
    shown = {**row._mapping}
    assignee = names.get(shown.pop("assignee_id") or 0)
    return OpenTask(
        **shown, assignee=assignee, candidates=tuple(names[person] for person in offered if person in names)
    )


def open_incidents(connection: Connection, instance_id: int) -> tuple[OpenIncident, ...]:
    """List the open incidents of a case, the oldest first."""
    rows = connection.execute(
        select(incident.c.id, incident.c.element, incident.c.code, incident.c.message, incident.c.opened_at)
        .where(incident.c.instance_id == instance_id, incident.c.resolved_at.is_(None))
        .order_by(incident.c.opened_at)
    )
    return tuple(OpenIncident(*row) for row in rows)


def timers(connection: Connection, instance_id: int) -> tuple[Waiting, ...]:
    """List the timers of a case, the next first."""
    rows = connection.execute(
        select(timer.c.element, timer.c.due_at).where(timer.c.instance_id == instance_id).order_by(timer.c.due_at)
    )
    return tuple(Waiting(*row) for row in rows)


def receptions(connection: Connection, instance_id: int) -> tuple[OpenSubscription, ...]:
    """List the messages that the case would receive now."""
    rows = connection.execute(
        select(subscription.c.subscription_id, subscription.c.element, subscription.c.name, subscription.c.correlation)
        .where(subscription.c.instance_id == instance_id, subscription.c.kind == "message")
        .order_by(subscription.c.subscription_id)
    )
    return tuple(OpenSubscription(*row) for row in rows)


def state(connection: Connection, instance_id: int) -> bytes:
    """Give the engine's state of a case that exists."""
    return bytes(connection.execute(select(instance.c.state).where(instance.c.id == instance_id)).scalar_one())


def files(connection: Connection, instance_id: int) -> tuple[CaseFile, ...]:
    """List the files attached to a case, the oldest first."""
    rows = connection.execute(
        select(upload.c.id, upload.c.name, upload.c.size, upload.c.uploaded_at, upload.c.uploaded_by)
        .where(upload.c.instance_id == instance_id)
        .order_by(upload.c.uploaded_at)
    )
    return tuple(CaseFile(*row) for row in rows)
