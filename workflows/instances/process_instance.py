"""A process instance held by one transaction (진행 건): the engine moves it, `record` makes the move durable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bpmn.bundle import Bundle
from bpmn.model import Event, Step
from workflows.errors import EngineStopped, InstanceNotRunning, NotFound
from workflows.instances import statements as sql
from workflows.instances.bundles import published_bundle
from workflows.instances.changes import Changes
from workflows.instances.local_jobs import run_local_job
from workflows.instances.writes import Entry, write
from workflows.runtime import UnitOfWork

LOCAL_JOBS_PER_TRANSACTION = 500
"""A loop of service tasks without a wait state must end in an error, not in a hanging transaction."""


class ProcessInstance:
    """One instance, its row locked until the transaction ends."""

    def __init__(self, unit: UnitOfWork, row: tuple[Any, ...]) -> None:
        (
            self.id,
            self.definition_id,
            self.process_id,
            self.business_key,
            self.starter_id,
            self.party_id,
            self.status,
            self.version,
            state,
            self.chain,
            self.open_incidents,
        ) = row
        self.state = bytes(state)
        self.status_read = self.status
        self.unit = unit
        self.changes = self._no_changes()
        self.standing: tuple[Any, ...] | None = None
        """The row of `tasks.assignment.standing`, once it was read and as long as no operation may have changed it."""

    @classmethod
    def lock(cls, unit: UnitOfWork, instance_id: int) -> ProcessInstance:
        """Take the instance, waiting for whoever holds it; raises NotFound."""
        row = sql.LOCK_INSTANCE(unit.connection, {"i": instance_id}).fetchone()
        if row is None:
            raise NotFound(what="instance", id=instance_id)
        return cls(unit, row)

    @classmethod
    def lock_if_free(cls, unit: UnitOfWork, instance_id: int) -> ProcessInstance | None:
        """Take the instance unless somebody else holds it right now."""
        row = sql.LOCK_INSTANCE_IF_FREE(unit.connection, {"i": instance_id}).fetchone()
        return None if row is None else cls(unit, row)

    @property
    def bundle(self) -> Bundle:
        """Give the published version that this instance was started with."""
        return published_bundle(self.unit, self.definition_id)

    @property
    def status_reached(self) -> str:
        """Give the status that the steps taken so far led to."""
        return self.changes.ended or self.status

    def require_running(self) -> None:
        """Raise InstanceNotRunning unless the instance runs."""
        if self.status != "running":
            raise InstanceNotRunning(id=self.id, status=self.status)

    def complete(self, work_id: int, values: Mapping[str, Any], now: datetime, *, actor: int | None) -> None:
        """Finish a task or an external job with its values; raises bpmn.engine.errors.NotOpen."""
        self.follow(self.unit.services.engine.complete(self.bundle, self.state, work_id, values, now), now, actor)

    def signal(self, event: Event, now: datetime, *, actor: int | None) -> None:
        """Let a message, signal, error or cancellation arrive."""
        self.follow(self.unit.services.engine.signal(self.bundle, self.state, event, now), now, actor)

    def tick(self, now: datetime) -> None:
        """Fire every timer that is due."""
        self.follow(self.unit.services.engine.tick(self.bundle, self.state, now), now, None)

    def values_seen_by(self, work_id: int, local: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the data that an open task sees: its process's own, its item of a multi-instance included."""
        return {**self.unit.services.engine.seen_by(self.bundle, self.state, work_id), **local}

    def retry(self, work_id: int, now: datetime, *, actor: int) -> None:
        """Move a token on that an incident had stopped."""
        self.follow(self.unit.services.engine.retry(self.bundle, self.state, work_id, now), now, actor)

    def record(self, entry: Entry) -> None:
        """Write down the new state and everything the steps caused, under one entry of the history."""
        write(self, entry)

    def follow(self, step: Step, now: datetime, actor: int | None) -> None:
        """Take a step, then run local service tasks until none is left: they belong to the same transaction."""
        self._take(step)
        for _ in range(LOCAL_JOBS_PER_TRANSACTION):
            if not self.changes.local_jobs:
                return
            job = next(iter(self.changes.local_jobs.values()))
            self._take(run_local_job(self, job, now, actor))
            self.standing = None
        raise EngineStopped(element=job.element, reason=f"{LOCAL_JOBS_PER_TRANSACTION}+")

    def moved_on(self, status: str, chain: str, open_incidents: int) -> None:
        """Stand where the database now stands, ready for a further step in the same transaction."""
        self.version += 1
        self.status = self.status_read = status
        self.chain, self.open_incidents = chain, open_incidents
        self.changes = self._no_changes()

    def _no_changes(self) -> Changes:
        return Changes(self.unit.services.external_operations)

    def _take(self, step: Step) -> None:
        self.state = step.state
        self.changes.add(step.advance)
