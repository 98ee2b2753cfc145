"""An open task with its instance locked, and the guards that every change of a task begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from workflows.errors import (
    ClaimedByAnother,
    MustBeAnotherPerson,
    NoLongerOpen,
    NotFound,
    NotYours,
    ReasonMissing,
)
from workflows.instances import statements as sql
from workflows.instances.finishers import Finishers
from workflows.instances.process_instance import ProcessInstance
from workflows.records.types import read_document
from workflows.records.user_task import instance_number
from workflows.runtime import UnitOfWork

Guard = Callable[[Connection], None]
"""Decides a right on what stands once the task is locked: a look before the lock may be out of date. Raises."""


def trusted(connection: Connection) -> None:
    """Let everybody through: the caller answers for it (a story, the machine's own operator)."""


class _Row(NamedTuple):
    """The columns of `statements.OPEN_TASK` behind those of the instance."""

    id: int
    work_id: int
    process_id: str
    element: str
    name: str
    form: str
    distinct_from: str
    local_values: str
    status: str
    assignee_id: int | None
    candidate_id: int | None
    acting_for: int | None
    draft_of: int | None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One row of the worklist as a person sees it, with the instance it belongs to."""

    instance: ProcessInstance
    id: int
    work_id: int
    process_id: str
    element: str
    name: str
    form: str
    distinct_from: tuple[str, ...]
    local_values: dict[str, Any]
    status: str
    assignee_id: int | None
    is_candidate: bool
    acting_for: int | None
    has_draft: bool

    @classmethod
    def lock(cls, uow: UnitOfWork, task_id: int, person_id: int) -> OpenTask:
        """Read a task as `person_id` sees it and lock its instance; raises NotFound."""
        with uow.together():  # with the driver's own BEGIN
            asked = sql.OPEN_TASK(uow.connection, {"t": task_id, "actor": person_id})
            known = sql.STANDING(uow.connection, {"instance_id": instance_number(task_id)})
        row, standing = asked.fetchone(), known.fetchone()
        if row is None:
            raise NotFound(what="task", id=task_id)
        width = len(sql.INSTANCE_COLUMNS)
        found = _Row._make(row[width:])
        instance = ProcessInstance(uow, row[:width])
        instance.standing = standing
        return cls(
            instance=instance,
            id=found.id,
            work_id=found.work_id,
            process_id=found.process_id,
            element=found.element,
            name=found.name,
            form=found.form,
            distinct_from=tuple(read_document(found.distinct_from)),
            local_values=read_document(found.local_values),
            status=found.status,
            assignee_id=found.assignee_id,
            is_candidate=found.candidate_id is not None,
            acting_for=found.acting_for,
            has_draft=found.draft_of is not None,
        )

    @classmethod
    def in_hand(cls, uow: UnitOfWork, task_id: int, person_id: int, may: Guard) -> OpenTask:
        """Lock the instance first and then read, so that everything is fresh, and ask whether the person still may.

        Raises NotFound, NoLongerOpen, InstanceNotRunning, and whatever `may` raises.
        """
        if sql.LOCK_INSTANCE(uow.connection, {"i": instance_number(task_id)}).fetchone() is None:
            raise NotFound(what="task", id=task_id)
        task = cls.lock(uow, task_id, person_id)
        if task.status != "open":
            raise NoLongerOpen(name=task.name)
        task.instance.require_running()
        may(uow.connection)
        return task

    def require_reason(self, person_id: int, reason: str) -> None:
        """Raise ReasonMissing when this person takes the task out of somebody else's hands without saying why."""
        if self.assignee_id not in (None, person_id) and not reason.strip():
            raise ReasonMissing

    def require_for(self, person_id: int) -> None:
        """Raise NotYours, ClaimedByAnother or MustBeAnotherPerson unless this person may work on it."""
        if self.assignee_id not in (None, person_id):
            raise ClaimedByAnother(name=self.name)
        if not (self.is_candidate or self.assignee_id == person_id):
            raise NotYours(name=self.name)
        self.require_distinct(person_id)

    def require_distinct(self, person_id: int) -> None:
        """Raise MustBeAnotherPerson when this person finished an element that this task must be kept apart from."""
        if self.distinct_from:
            finishers = Finishers(self.instance.unit.connection, self.instance.id)
            for element in self.distinct_from:
                if person_id in finishers.barred([element]):
                    raise MustBeAnotherPerson(name=self.name, element=element)
