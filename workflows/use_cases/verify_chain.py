"""Proves that the history of instances is what was written: nothing changed, removed, inserted or reordered."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from workflows.errors import ChainBroken, NotFound
from workflows.instances.chain import commitment, seal
from workflows.records.event_log import event_log
from workflows.records.event_reason import event_reason
from workflows.records.instance import instance
from workflows.records.types import read_document
from workflows.records.user_task import user_task


def verify_chain(connection: Connection, instance_id: int) -> int:
    """Recompute the chain of an instance and give how many entries hold.

    Raises NotFound, and ChainBroken naming the first entry that does not: its content, its place, the answer or reason
    it stands for, or an end that is not where the instance says it is.
    """
    case = connection.execute(select(instance.c.version, instance.c.chain).where(instance.c.id == instance_id)).first()
    if case is None:
        raise NotFound(what="instance", id=instance_id)
    previous, count = "", 0
    answers, reasons = _answers(connection, instance_id), _reasons(connection, instance_id)
    entries = select(event_log).where(event_log.c.instance_id == instance_id).order_by(event_log.c.seq)
    for entry in connection.execute(entries):
        count += 1
        sealed = seal(previous, instance_id, count, entry.at, entry.kind, entry.actor_id, entry.task_id, entry.body)
        if (entry.seq, entry.hash) != (count, sealed) or not _holds(entry, answers, reasons):
            raise ChainBroken(id=instance_id, seq=count)
        previous = sealed
    if (count, previous) != (case.version, case.chain):
        raise ChainBroken(id=instance_id, seq=count + 1)
    return count


def _answers(connection: Connection, instance_id: int) -> dict[int, tuple[bytes, Any]]:
    given = select(user_task.c.id, user_task.c.answer_salt, user_task.c.answer).where(
        user_task.c.instance_id == instance_id, user_task.c.answer_salt.is_not(None)
    )
    return {row.id: (bytes(row.answer_salt), row.answer) for row in connection.execute(given)}


def _reasons(connection: Connection, instance_id: int) -> dict[int, tuple[bytes, Any]]:
    given = select(event_reason.c.seq, event_reason.c.salt, event_reason.c.reason).where(
        event_reason.c.instance_id == instance_id, event_reason.c.salt.is_not(None)
    )
    return {row.seq: (bytes(row.salt), row.reason) for row in connection.execute(given)}


def _holds(entry: Row[Any], answers: dict[int, tuple[bytes, Any]], reasons: dict[int, tuple[bytes, Any]]) -> bool:
    """What was destroyed (파기) is no break; what was changed is."""
    body = read_document(entry.body)
    promises = ((body.get("answer"), answers.get(entry.task_id)), (body.get("reason_seal"), reasons.get(entry.seq)))
    return all(kept is None or promised == commitment(*kept) for promised, kept in promises if promised is not None)
