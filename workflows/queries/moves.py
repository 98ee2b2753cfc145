"""Moves of running cases to another version, as the studio shows them: runs, their progress, every case's verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from bpmn.engine import Definition
from bpmn.moving import Offer, Reason
from bpmn.moving.offers import offer
from workflows.errors import NotFound
from workflows.instances.bundles import stored_bundle
from workflows.queries.names import Name, names_of
from workflows.records.definition import definition
from workflows.records.instance import instance
from workflows.records.move import move_case, move_run
from workflows.services import Services


@dataclass(frozen=True, slots=True)
class Run:
    """One run: where to, how far it is, and how many cases are what."""

    run_id: int
    process_id: str
    target_number: int
    mapping: Mapping[str, str]
    status: str
    planned_at: datetime
    planned_by: Name | None
    verdicts: Mapping[str, int]
    """safe, choice, stays, and `""` for cases not judged yet."""
    statuses: Mapping[str, int]

    @property
    def total(self) -> int:
        """Count the cases."""
        return sum(self.statuses.values())

    @property
    def done(self) -> int:
        """Count the cases that this stage is through with."""
        if self.status == "judging":
            return self.total - self.verdicts.get("", 0)
        if self.status == "undoing":
            return self.total - self.statuses.get("moved", 0)
        return self.total - self.statuses.get("waiting", 0)

    @property
    def under_way(self) -> bool:
        """Whether the dispatcher is at it."""
        return self.status in ("judging", "moving", "undoing")


@dataclass(frozen=True, slots=True)
class Case:
    """One case in a run."""

    instance_id: int
    business_key: str
    title: str
    from_number: int
    verdict: str
    status: str
    reasons: tuple[Reason, ...]


def runs(connection: Connection, process_id: str) -> tuple[Run, ...]:
    """List the runs of a process, the newest first."""
    found = _runs().where(move_run.c.process_id == process_id).order_by(move_run.c.id.desc()).limit(50)
    return tuple(_run(connection, row) for row in connection.execute(found))


def run(connection: Connection, run_id: int) -> Run:
    """Give one run; raises NotFound."""
    row = connection.execute(_runs().where(move_run.c.id == run_id)).one_or_none()
    if row is None:
        raise NotFound(what="move", id=run_id)
    return _run(connection, row)


def cases(
    connection: Connection, run_id: int, *, verdict: str = "", after: int = 0, limit: int = 50
) -> tuple[Case, ...]:
    """List cases of a run in the order of their numbers, from the one after `after` on; one verdict or all."""
    wanted = (
        select(
            move_case.c.instance_id, instance.c.business_key, instance.c.title, definition.c.number,
            move_case.c.verdict, move_case.c.status, move_case.c.reasons,
        )
        .join(instance, instance.c.id == move_case.c.instance_id)
        .join(definition, definition.c.id == move_case.c.from_id)
        .where(move_case.c.run_id == run_id, move_case.c.instance_id > after)
        .order_by(move_case.c.instance_id)
        .limit(limit)
    )  # fmt: skip
    if verdict:
        wanted = wanted.where(move_case.c.verdict == verdict)
    return tuple(_case(row) for row in connection.execute(wanted))


def living(connection: Connection, process_id: str) -> Mapping[int, int]:
    """Count the living cases of a process by the number of the version they follow."""
    counted = (
        select(definition.c.number, func.count())
        .join(instance, instance.c.definition_id == definition.c.id)
        .where(instance.c.process_id == process_id, instance.c.status.in_(("running", "suspended")))
        .group_by(definition.c.number)
        .order_by(definition.c.number)
    )
    return {row[0]: row[1] for row in connection.execute(counted)}


def left_versions(connection: Connection, run_id: int) -> Sequence[int]:
    """Give the definitions that cases of a run come from, the oldest first."""
    left = select(move_case.c.from_id).where(move_case.c.run_id == run_id).distinct()
    return connection.scalars(left.order_by(move_case.c.from_id)).all()


def choices(services: Services, connection: Connection, run_id: int) -> tuple[Offer, ...]:
    """Give what could stand for each element that is gone, over all cases of a run that need a choice."""
    target_id = connection.execute(select(move_run.c.target_id).where(move_run.c.id == run_id)).scalar_one()
    asked = select(move_case.c.from_id, move_case.c.reasons).where(
        move_case.c.run_id == run_id, move_case.c.verdict == "choice"
    )
    target = services.engine.load(stored_bundle(services, connection, target_id))
    found: dict[str, dict[str, None]] = {}
    for row in connection.execute(asked.distinct()):
        before = services.engine.load(stored_bundle(services, connection, row.from_id))
        for reason in map(Reason.read, row.reasons):
            options = dict.fromkeys(_options(reason, before, target))
            if options:
                found[reason.element] = found.get(reason.element, {}) | options
    return tuple(Offer(element, tuple(options)) for element, options in found.items())


def _options(reason: Reason, before: Definition, target: Definition) -> Sequence[str]:
    """Give what could stand for the element of a reason, the likeliest first."""
    if reason.code == "doer_unknown":
        return list(reason.params["others"])
    given = offer(reason.element, before, target)
    return () if given is None else given.options


def _runs() -> Select[Any]:
    return select(
        move_run.c.id, move_run.c.process_id, definition.c.number, move_run.c.mapping, move_run.c.status,
        move_run.c.planned_at, move_run.c.planned_by,
    ).join(definition, definition.c.id == move_run.c.target_id)  # fmt: skip


def _run(connection: Connection, row: Row[Any]) -> Run:
    counted = select(move_case.c.verdict, move_case.c.status, func.count().label("count"))
    groups = connection.execute(
        counted.where(move_case.c.run_id == row.id).group_by(move_case.c.verdict, move_case.c.status)
    ).all()
    verdicts: dict[str, int] = {}
    statuses: dict[str, int] = {}
    for group in groups:
        verdicts[group.verdict or ""] = verdicts.get(group.verdict or "", 0) + int(group[2])
        statuses[group.status] = statuses.get(group.status, 0) + int(group[2])
    return Run(
        run_id=row.id,
        process_id=row.process_id,
        target_number=row.number,
        mapping=row.mapping,
        status=row.status,
        planned_at=row.planned_at,
        planned_by=names_of(connection, [row.planned_by]).get(row.planned_by),
        verdicts=verdicts,
        statuses=statuses,
    )


def _case(row: Row[Any]) -> Case:
    return Case(
        instance_id=row.instance_id,
        business_key=row.business_key,
        title=row.title,
        from_number=row.number,
        verdict=row.verdict or "",
        status=row.status,
        reasons=tuple(Reason.read(each) for each in row.reasons),
    )
