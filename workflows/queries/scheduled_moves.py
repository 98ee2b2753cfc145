"""Moves that publishers asked for, as the studio shows them: what will happen to running cases, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

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
    rows = connection.execute(
        select(scheduled_move, definition.c.number)
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
            status="due" if row.status == "waiting" and row.day <= on else row.status,
            run_id=row.run_id,
            scheduled_by=names.get(row.scheduled_by),
            settled_by=names.get(row.settled_by),
        )
        for row in rows
    )
