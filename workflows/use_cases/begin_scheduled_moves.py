"""Begins the moves that publishers asked for, once the day of effect has come. Called by the dispatcher."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update

from workflows.clock import city_date
from workflows.errors import MoveUnderWay, NothingToMove
from workflows.instances.versions import current_version
from workflows.records.scheduled_move import scheduled_move
from workflows.runtime import UnitOfWork, begin, read
from workflows.services import Services
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.plan_move import plan_move


def begin_scheduled_moves(services: Services, *, now: datetime) -> int:
    """Enter a run for every move whose day has come, to be begun as soon as its cases are judged; gives how many.

    Each is settled in the transaction that enters its run, hence exactly once. One whose process has another run under
    way waits for that; one whose version another has overtaken is not begun.
    """
    waiting = (scheduled_move.c.status == "waiting") & (scheduled_move.c.day <= city_date(now))
    with read(services) as connection:
        due = select(scheduled_move.c.definition_id).where(waiting).order_by(scheduled_move.c.definition_id)
        found = connection.scalars(due).all()
    begun = 0
    for definition_id in found:
        with suppress(MoveUnderWay), begin(services) as uow:
            begun += _settle(uow, waiting & (scheduled_move.c.definition_id == definition_id), now)
    return begun


def _settle(uow: UnitOfWork, waiting: ColumnElement[bool], now: datetime) -> int:
    row = uow.connection.execute(select(scheduled_move).where(waiting).with_for_update(skip_locked=True)).first()
    if row is None:
        return 0
    status, run_id = _outcome(uow, row, now)
    settled = update(scheduled_move).where(scheduled_move.c.definition_id == row.definition_id)
    uow.connection.execute(settled.values(status=status, run_id=run_id, settled_at=now))
    return int(run_id is not None)


def _outcome(uow: UnitOfWork, row: Row[Any], now: datetime) -> tuple[str, int | None]:
    if current_version(uow.connection, row.process_id, city_date(now)).id != row.definition_id:
        return "overtaken", None
    actor = row.scheduled_by
    try:
        with uow.apart():
            run_id = plan_move(uow, row.process_id, row.definition_id, {}, actor=actor, now=now)
    except NothingToMove:
        return "no_case", None
    begin_move(uow, run_id, actor=actor, now=now)
    return "begun", run_id
