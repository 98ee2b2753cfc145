"""At most one move of a process is under way: the database sees to it, whoever comes first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from workflows.errors import MoveUnderWay
from workflows.records.move import move_run
from workflows.runtime import UnitOfWork


@contextmanager
def no_other_run(process_id: str) -> Iterator[None]:
    """Raise MoveUnderWay when what is written inside would set a second run of the process under way."""
    try:
        yield
    except IntegrityError as error:  # the index `uq_move_run_under_way`
        raise MoveUnderWay(process_id=process_id) from error


def process_of(uow: UnitOfWork, run_id: int) -> str:
    """Name the process of a run; empty when there is no such run."""
    return uow.connection.scalar(select(move_run.c.process_id).where(move_run.c.id == run_id)) or ""
