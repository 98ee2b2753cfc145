"""Copies of what moved cases were before: full of what people told, and worth nothing once a case has gone on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, null, select, tuple_, update

from workflows.instances.moving.standing import digest
from workflows.records.instance import instance
from workflows.records.move import move_case

BATCH = 200
"""Copies looked at in one statement."""
_KEY = (move_case.c.run_id, move_case.c.instance_id)
_LOOK = (
    select(*_KEY, move_case.c.status, move_case.c.state_after, instance.c.ended_at, instance.c.state)
    .join(instance, instance.c.id == move_case.c.instance_id)
    .where(move_case.c.state_before.is_not(None), move_case.c.at <= bindparam("until"))
    .order_by(*_KEY)
)
_EMPTY = (
    update(move_case)
    .where(move_case.c.run_id == bindparam("run"), move_case.c.instance_id == bindparam("case"))
    .values(state_before=null(), rows_before=null())
)


def empty_outdated(connection: Connection, until: datetime) -> int:
    """Empty the copies of moves made up to a moment that nobody can take back any more; gives how many."""
    emptied = 0
    for rows in _batches(connection, until):
        outdated = [{"run": row.run_id, "case": row.instance_id} for row in rows if _is_outdated(row)]
        if outdated:
            connection.execute(_EMPTY, outdated)
        emptied += len(outdated)
    return emptied


def _batches(connection: Connection, until: datetime) -> Iterator[Sequence[Row[Any]]]:
    look, after = _LOOK.limit(BATCH), (0, 0)
    while rows := connection.execute(look.where(tuple_(*_KEY) > after), {"until": until}).all():
        yield rows
        after = (rows[-1].run_id, rows[-1].instance_id)


def _is_outdated(row: Row[Any]) -> bool:
    return row.status != "moved" or row.ended_at is not None or digest(row.state) != row.state_after
