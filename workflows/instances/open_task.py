"""An open task with its instance locked, and the guards that every change of a task begins with."""

from __future__ import annotations

from collections.abc import Callable
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
from workflows.records.database import is_far
from workflows.records.types import read_document
from workflows.records.user_task import instance_number
from workflows.runtime import UnitOfWork

Guard = Callable[[Connection], None]
"""Decides a right on what stands once the task is locked: a look before the lock may be out of date. Raises."""


def trusted(connection: Connection) -> None:
    """Let everybody through: the caller answers for it (a story, the machine's own operator)."""


class OpenTask(NamedTuple):
    """One row of the worklist as a person sees it, with the instance it belongs to."""

    instance: ProcessInstance
    distinct_from: tuple[str, ...]
    local_values: dict[str, Any]
    is_candidate: bool
    has_draft: bool
    id: int
    work_id: int
    process_id: str
    element: str
    name: str
    form: str
    status: str
    assignee_id: int | None
    acting_for: int | None

    @classmethod
    def lock(cls, uow: UnitOfWork, task_id: int, person_id: int) -> OpenTask:
        """Read a task as `person_id` sees it and lock its instance; raises NotFound."""
        connection, known = uow.connection, None
        with uow.together():  # with the driver's own BEGIN
            asked = sql.OPEN_TASK(connection, {"t": task_id, "actor": person_id})
            if is_far(connection):
                known = sql.STANDING(connection, {"instance_id": instance_number(task_id)})
        row, standing = asked.fetchone(), known and known.fetchone()
        if row is None:
            raise NotFound(what="task", id=task_id)
        width = len(sql.INSTANCE_COLUMNS)
        instance = ProcessInstance(uow, row[:width])
        instance.standing = standing
        return cls._read(instance, *row[width:])

    @classmethod
    def _read(
        cls,
        instance: ProcessInstance,
        distinct_from: str,
        local_values: str,
        candidate_id: int | None,
        draft_of: int | None,
        *as_they_are: Any,
    ) -> OpenTask:
        """Take the columns of `statements.OPEN_TASK` behind those of the instance."""
        return cls(
            instance,
            tuple(read_document(distinct_from)),
            read_document(local_values),
            candidate_id is not None,
            draft_of is not None,
            *as_they_are,
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
