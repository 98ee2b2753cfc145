"""Judges cases as they stand: whether the engine can move them, and whether somebody may do their tasks then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from bpmn.model import Advance, OpenWork
from bpmn.moving import Judge, Judgement, Reason
from workflows.clock import city_date
from workflows.instances.bundles import stored_bundle
from workflows.instances.candidates import Assignment, Case
from workflows.instances.finishers import Finishers
from workflows.instances.moving.standing import Row, rows_of
from workflows.instances.offering import Offered
from workflows.records.instance import instance
from workflows.services import Services

ASKED = ("role", "assign", "assign_to", "distinct_from")
"""What decides who may do a task."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as it stood when it was looked at, without being held."""

    id: int
    definition_id: int
    status: str
    version: int
    state: bytes
    starter_id: int | None
    party_id: int | None
    tasks: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a case, and who may do the tasks that are asked of others than before."""

    judgement: Judgement
    offered: Mapping[int, Offered] = field(default_factory=dict)
    """Number of the work → who may do it."""


def look_at(connection: Connection, instance_ids: Sequence[int]) -> dict[int, Seen]:
    """Read cases without holding them."""
    columns = select(*(instance.c[name] for name in _COLUMNS))
    rows = connection.execute(columns.where(instance.c.id.in_(instance_ids))).all()  # first: its version dates the rest
    tasks = rows_of(connection, instance_ids, ("tasks",))
    return {row.id: Seen(**row._asdict(), tasks=tasks[row.id]["tasks"]) for row in rows}


def judge_of(
    services: Services, connection: Connection, run_id: int, target_id: int, mapping: Mapping[str, str]
) -> Judge:
    """Give the judge of a run; what is alike among its cases is proven once, as long as no other run comes between."""
    judge = services.judges.get(run_id)
    if judge is None:
        services.judges.clear()
        gives = {name: frozenset(each.gives or ()) for name, each in services.operations.items()}
        target = stored_bundle(services, connection, target_id)
        judge = services.judges[run_id] = Judge(services.engine, target, mapping, services.functions, gives)
    return judge


def judge_case(services: Services, connection: Connection, judge: Judge, case: Seen, now: datetime) -> Judged:
    """Judge one case; one whose task nobody could do then stays, and one needs a choice where two might become one."""
    current = stored_bundle(services, connection, case.definition_id)
    found = judge.judge(current, case.state, now)
    if found.step is None:
        return Judged(found)
    unknown = _unknown_doers(judge.unknown_doers(current), connection, case)
    if unknown:
        return Judged(Judgement("choice", unknown))
    assignment = Assignment(Case.seen(services, connection, case, city_date(now), judge.mapping))
    asked = _asked(found.step.advance, case.tasks, judge.mapping)
    offered = {work.work_id: assignment.candidates(work) for work in asked}
    nobody = dict.fromkeys(work.element for work in asked if not offered[work.work_id])
    if nobody:
        return Judged(Judgement("stays", tuple(Reason("nobody_may", element) for element in nobody)))
    return Judged(found, offered)


_COLUMNS = ("id", "definition_id", "status", "version", "state", "starter_id", "party_id")


def _unknown_doers(possible: Sequence[Reason], connection: Connection, case: Seen) -> tuple[Reason, ...]:
    done = Finishers(connection, case.id) if possible else {}
    return tuple(reason for reason in possible if reason.element in done)


def _asked(advance: Advance, tasks: Sequence[Row], mapping: Mapping[str, str]) -> list[OpenWork]:
    """Give the tasks that open by the move, and those that it lets ask for others than before."""
    before = {row["work_id"]: row for row in tasks}
    asked_otherwise = [
        work
        for work in advance.changed
        if work.work_id in before and _question(work) != _known(before[work.work_id], mapping)
    ]
    return [*advance.opened, *asked_otherwise]


def _question(work: OpenWork) -> list[object]:
    return [work.role, work.assign, work.assign_to, list(work.distinct_from)]


def _known(row: Row, mapping: Mapping[str, str]) -> list[object]:
    """Give what was asked before, the elements by the names that they have now."""
    *question, apart = (row[name] for name in ASKED)
    return [*question, [mapping.get(each, each) for each in apart]]
