"""Moves that publishers asked for, as the studio shows them: what will happen to running cases, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, exists, or_, select

from workflows.queries.names import Name, names_of
from workflows.records.definition import definition
from workflows.records.scheduled_move import scheduled_move


@dataclass(frozen=True, slots=True)
class ScheduledMove:
    """One of them; `status` is waiting, due (its day has come), begun, overtaken, no_case or cancelled."""

    definition_id: int
    number: int
    """Of the version that cases move to."""
    day: date
    status: str
    run_id: int | None
    scheduled_by: Name | None
    settled_by: Name | None


def scheduled_moves(connection: Connection, process_id: str, on: date) -> tuple[ScheduledMove, ...]:
    """List those of a process as they stand on a day, for the newest version first."""
    newer = definition.alias("newer")
    in_effect_then = or_(newer.c.effective_from.is_(None), newer.c.effective_from <= scheduled_move.c.day)
    overtaken = exists().where(
        newer.c.process_id == definition.c.process_id, newer.c.number > definition.c.number, in_effect_then
    )
    rows = connection.execute(
        select(scheduled_move, definition.c.number, overtaken.label("overtaken"))
        .join(definition, definition.c.id == scheduled_move.c.definition_id)
        .where(scheduled_move.c.process_id == process_id)
        .order_by(definition.c.number.desc())
    ).all()
    names = names_of(connection, [person for row in rows for person in (row.scheduled_by, row.settled_by)])
    return tuple(
        ScheduledMove(
            definition_id=row.definition_id,
            number=row.number,
            day=row.day,
            status=_status(row, on),
            run_id=row.run_id,
            scheduled_by=names.get(row.scheduled_by),
            settled_by=names.get(row.settled_by),
        )
        for row in rows
    )


def _status(row: Row[Any], on: date) -> str:
    """Tell it as it will be settled: a newer version in effect on its day leaves it nothing to do."""
    if row.status != "waiting":
        return str(row.status)
    if row.overtaken:
        return "overtaken"
    return "due" if row.day <= on else "waiting"
