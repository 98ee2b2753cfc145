"""Carries moves of cases on, a batch at a time and each case in its own right: judge, move, or take back.

A batch is one transaction; where it stops (a crash, a restart) the next one goes on. Called by the dispatcher.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bpmn.engine import CannotMove
from bpmn.moving import Judge, Judgement
from workflows.instances.bundles import published_bundle
from workflows.instances.moving import Before, digest
from workflows.instances.moving import move_case as move_one
from workflows.instances.moving import undo_move as undo_one
from workflows.instances.process_instance import ProcessInstance
from workflows.records.instance import instance
from workflows.records.move import move_case, move_run
from workflows.runtime import Services, UnitOfWork, begin, read
from workflows.use_cases.plan_move import ALIVE, UNDER_WAY

BATCH = 100
"""Cases in one transaction: other work waits for at most as long as these take."""
_NEXT = {"judging": "planned", "moving": "moved", "undoing": "undone"}

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
        for case in cases:
            _WORK[run.status](uow, run, case, now)
        if len(cases) < BATCH:
            finished = update(move_run).where(move_run.c.id == run.id).values(status=_NEXT[run.status])
            uow.connection.execute(finished)
            _judges.clear()
        else:
            uow.left_work = True
        return max(len(cases), 1)


def _batch(uow: UnitOfWork, run: Row[Any]) -> list[Row[Any]]:
    wanted = {
        "judging": (move_case.c.status == "waiting") & move_case.c.verdict.is_(None),
        "moving": (move_case.c.status == "waiting") & (move_case.c.verdict == "safe"),
        "undoing": move_case.c.status == "moved",
    }[run.status]
    found = select(move_case).where(move_case.c.run_id == run.id, wanted).order_by(move_case.c.instance_id)
    return list(uow.connection.execute(found.limit(BATCH)))


def _judge(uow: UnitOfWork, run: Row[Any], case: Row[Any], now: datetime) -> None:
    row = uow.connection.execute(
        select(instance.c.definition_id, instance.c.state, instance.c.status).where(instance.c.id == case.instance_id)
    ).one()
    if row.status not in ALIVE or row.definition_id != case.from_id:
        _note(uow, case, status="left", verdict="stays", at=now)
        return
    found = _judgement(uow, run, row.definition_id, bytes(row.state), now)
    _note(uow, case, verdict=found.verdict, reasons=[each.document() for each in found.reasons])


def _judgement(uow: UnitOfWork, run: Row[Any], from_id: int, state: bytes, now: datetime) -> Judgement:
    services = uow.services
    key = (id(services.engine), services.settings.database_url, run.id)
    judge = _judges.get(key)
    if judge is None:
        target = published_bundle(uow, run.target_id)
        judge = _judges[key] = Judge(services.engine, target, run.mapping, services.functions)
    return judge.judge(published_bundle(uow, from_id), state, now)


def _move(uow: UnitOfWork, run: Row[Any], case: Row[Any], now: datetime) -> None:
    """Move a case, unless it has gone on since it was judged to where it may not."""
    held = ProcessInstance.lock(uow, case.instance_id)
    if held.status not in ALIVE or held.definition_id != case.from_id:
        _note(uow, case, status="left", at=now)
        return
    found = _judgement(uow, run, held.definition_id, held.state, now)
    if found.verdict != "safe":
        reasons = [each.document() for each in found.reasons]
        _note(uow, case, status="left", verdict=found.verdict, reasons=reasons, at=now)
        return
    try:
        moved = move_one(
            held, run.target_id, published_bundle(uow, run.target_id), run.mapping, now, actor=run.begun_by
        )
    except CannotMove:  # judged a moment ago by the same rules
        _note(uow, case, status="left", verdict="stays", at=now)
        return
    _note(
        uow, case, status="moved", at=now, state_before=moved.before.state, rows_before=dict(moved.before.rows),
        state_after=moved.state_after if moved.undoable else "",
    )  # fmt: skip


def _undo(uow: UnitOfWork, run: Row[Any], case: Row[Any], now: datetime) -> None:
    """Take a case back, unless it has gone on since."""
    held = ProcessInstance.lock(uow, case.instance_id)
    if held.status not in ALIVE or digest(held.state) != case.state_after:
        _note(uow, case, status="kept", at=now)
        return
    undo_one(held, Before(case.from_id, bytes(case.state_before), case.rows_before), now, actor=run.undone_by)
    _note(uow, case, status="undone", at=now)


def _note(uow: UnitOfWork, case: Row[Any], **values: Any) -> None:
    mine = (move_case.c.run_id == case.run_id) & (move_case.c.instance_id == case.instance_id)
    uow.connection.execute(update(move_case).where(mine).values(**values))


_WORK: dict[str, Callable[[UnitOfWork, Row[Any], Row[Any], datetime], None]] = {
    "judging": _judge,
    "moving": _move,
    "undoing": _undo,
}
