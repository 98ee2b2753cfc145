"""Carries moves of cases on, a batch at a time and each case in its own right: judge, move, or take back.

A batch is one transaction; where it stops (a crash, a restart) the next one goes on. Called by the dispatcher.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from bpmn.moving import Judge, Judgement, Reason
from workflows.errors import Conflict
from workflows.instances.bundles import published_bundle
from workflows.instances.faults import Fault, attempt
from workflows.instances.moving import Before, Moved, digest, move_case, point_to, standing, undo_move
from workflows.records.instance import instance
from workflows.records.move import move_case as listed
from workflows.records.move import move_run
from workflows.records.prepared import Prepared
from workflows.runtime import Services, UnitOfWork, begin, read
from workflows.use_cases.plan_move import ALIVE, UNDER_WAY

Cases = list[Row[Any]]
Note = dict[str, Any]

BATCH = 100
"""Cases in one transaction: other work waits for at most as long as these take."""
_judges: dict[tuple[int, str, int], Judge] = {}
"""The judge of each run under way, so that what is alike among its cases is proven once per program."""


def advance_moves(services: Services, *, now: datetime) -> int:
    """Do one batch of the oldest run under way; gives how many cases were looked at, 0 when there is no such run."""
    active = select(move_run).where(move_run.c.status.in_(UNDER_WAY)).order_by(move_run.c.id).limit(1)
    with read(services) as connection:
        if connection.execute(active).first() is None:
            return 0
    with begin(services) as uow:
        run = uow.connection.execute(active.with_for_update(skip_locked=True)).one_or_none()
        if run is None:
            return 0
        cases = _batch(uow, run)
        notes = _WORK[run.status](uow, run, cases, now) if cases else []
        if notes:
            _WRITE(uow.connection, notes)
        if len(cases) < BATCH:
            uow.connection.execute(update(move_run).where(move_run.c.id == run.id).values(status=_next(run)))
            _judges.clear()
        else:
            uow.left_work = True
        return max(len(cases), 1)


def _next(run: Row[Any]) -> str:
    if run.status == "judging":
        return "planned" if run.begun_by is None else "moving"
    return {"moving": "moved", "undoing": "undone"}[run.status]


def _batch(uow: UnitOfWork, run: Row[Any]) -> Cases:
    wanted = {
        "judging": (listed.c.status == "waiting") & listed.c.verdict.is_(None),
        "moving": (listed.c.status == "waiting") & (listed.c.verdict == "safe"),
        "undoing": listed.c.status == "moved",
    }[run.status]
    found = select(listed).where(listed.c.run_id == run.id, wanted).order_by(listed.c.instance_id)
    return list(uow.connection.execute(found.limit(BATCH)))


def _judge(uow: UnitOfWork, run: Row[Any], cases: Cases, now: datetime) -> list[Note]:
    alive = select(instance.c.id, instance.c.definition_id, instance.c.state, instance.c.status)
    rows = uow.connection.execute(alive.where(instance.c.id.in_([case.instance_id for case in cases])))
    found = {row.id: row for row in rows}
    notes = []
    for case in cases:
        row = found[case.instance_id]
        if row.status not in ALIVE or row.definition_id != case.from_id:
            notes.append(_note(case, status="left", verdict="stays", at=now))
            continue
        judged: list[Judgement] = []
        fault = attempt(partial(_into, judged, _judgement, uow, run, case.from_id, bytes(row.state), now))
        notes.append(_left(case, fault, now) if fault else _note(case, **_found(judged[0])))
    return notes


def _into(results: list[Any], work: Callable[..., Any], *arguments: Any) -> None:
    results.append(work(*arguments))


def _found(judged: Judgement) -> dict[str, Any]:
    return {"verdict": judged.verdict, "reasons": [each.document() for each in judged.reasons]}


def _left(case: Row[Any], fault: Fault, now: datetime) -> Note:
    """Say that a case stays where it is because something about it is broken; the others go on."""
    if fault.retryable:
        raise Conflict
    reason = Reason("would_stop", "", {"message": fault.message})
    return _note(case, status="left", verdict="stays", reasons=[reason.document()], at=now)


def _alone(uow: UnitOfWork, work: Callable[[], object]) -> Fault | None:
    """Do one case's part so that what stops it undoes nothing of the others."""
    return attempt(partial(_apart, uow, work))


def _apart(uow: UnitOfWork, work: Callable[[], object]) -> None:
    with uow.apart():
        work()


def _judgement(uow: UnitOfWork, run: Row[Any], from_id: int, state: bytes, now: datetime) -> Judgement:
    services = uow.services
    key = (id(services.engine), services.settings.database_url, run.id)
    judge = _judges.get(key)
    if judge is None:
        target = published_bundle(uow, run.target_id)
        gives = {name: each.gives or frozenset() for name, each in services.operations.items()}
        judge = _judges[key] = Judge(services.engine, target, run.mapping, services.functions, gives)
    return judge.judge(published_bundle(uow, from_id), state, now)


def _move(uow: UnitOfWork, run: Row[Any], cases: Cases, now: datetime) -> list[Note]:
    """Move cases, each unless it has gone on since it was judged to where it may not."""
    found = standing(uow, [case.instance_id for case in cases])
    target = published_bundle(uow, run.target_id)
    notes, versions = [], {}
    for case in cases:
        here = found[case.instance_id]
        if here.held.status not in ALIVE or here.held.definition_id != case.from_id:
            notes.append(_note(case, status="left", at=now))
            continue
        judged = _judgement(uow, run, case.from_id, here.held.state, now)
        if judged.step is None:
            notes.append(_note(case, status="left", at=now, **_found(judged)))
            continue
        made: list[Moved] = []
        work = partial(move_case, here, run.target_id, target, run.mapping, judged.step, now, actor=run.begun_by)
        fault = _alone(uow, partial(_into, made, work))
        if fault is not None:
            notes.append(_left(case, fault, now))
            continue
        versions[here.held.id] = run.target_id
        after = made[0].state_after if made[0].undoable else ""
        before = {"state_before": made[0].before.state, "rows_before": made[0].before.rows}
        notes.append(_note(case, status="moved", at=now, state_after=after, **before))
    point_to(uow, versions)
    return notes


def _undo(uow: UnitOfWork, run: Row[Any], cases: Cases, now: datetime) -> list[Note]:
    """Take cases back, each unless it has gone on since."""
    found = standing(uow, [case.instance_id for case in cases])
    notes, versions = [], {}
    for case in cases:
        held = found[case.instance_id].held
        if held.status not in ALIVE or digest(held.state) != case.state_after:
            notes.append(_note(case, status="kept", at=now))
            continue
        before = Before(case.from_id, bytes(case.state_before), case.rows_before)
        if _alone(uow, partial(undo_move, held, before, now, actor=run.undone_by)) is not None:
            notes.append(_note(case, status="kept", at=now))
            continue
        versions[held.id] = case.from_id
        notes.append(_note(case, status="undone", at=now))
    point_to(uow, versions)
    return notes


_NOTED = ("verdict", "reasons", "status", "at", "state_before", "rows_before", "state_after")
_WRITE = Prepared(
    update(listed)
    .where(listed.c.run_id == bindparam("run"), listed.c.instance_id == bindparam("case"))
    .values({name: bindparam(name) for name in _NOTED})
)


def _note(case: Row[Any], **values: Any) -> Note:
    """Say what became of a case; what is not said stays as it is."""
    return {name: getattr(case, name) for name in _NOTED} | values | {"run": case.run_id, "case": case.instance_id}


_WORK: dict[str, Callable[[UnitOfWork, Row[Any], Cases, datetime], list[Note]]] = {
    "judging": _judge,
    "moving": _move,
    "undoing": _undo,
}
