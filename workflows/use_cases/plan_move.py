"""Plans to move the running cases of a process to one of its versions: every one is judged before any moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, literal, select

from workflows.errors import NotFound, NothingToMove
from workflows.instances.moving.one_run import no_other_run
from workflows.records.definition import definition
from workflows.records.instance import instance
from workflows.records.move import move_case, move_run
from workflows.runtime import UnitOfWork

UNDER_WAY = ("judging", "moving", "undoing")
ALIVE = ("running", "suspended")


def plan_move(
    uow: UnitOfWork, process_id: str, definition_id: int, mapping: Mapping[str, str], *, actor: int, now: datetime
) -> int:
    """Enter a run over every living case of another version and give its number; the dispatcher judges the cases.

    `mapping` says which element of the version stands for an older one. Raises NotFound, NothingToMove, MoveUnderWay.
    """
    belongs = (definition.c.id == definition_id) & (definition.c.process_id == process_id)
    if uow.connection.execute(select(definition.c.id).where(belongs)).first() is None:
        raise NotFound(what="definition", id=definition_id)
    entered = insert(move_run).values(
        process_id=process_id,
        target_id=definition_id,
        mapping=dict(mapping),
        status="judging",
        planned_by=actor,
        planned_at=now,
    )
    with no_other_run(process_id):
        run_id = int(uow.connection.execute(entered.returning(move_run.c.id)).scalar_one())
    others = select(literal(run_id), instance.c.id, instance.c.definition_id, literal("[]"), literal("waiting")).where(
        instance.c.process_id == process_id,
        instance.c.definition_id != definition_id,
        instance.c.status.in_(ALIVE),
    )
    columns = ["run_id", "instance_id", "from_id", "reasons", "status"]
    uow.connection.execute(insert(move_case).from_select(columns, others))
    if uow.connection.execute(select(move_case.c.run_id).where(move_case.c.run_id == run_id).limit(1)).first() is None:
        raise NothingToMove(process_id=process_id)
    uow.left_work = True
    return run_id
