"""The same request sent twice counts once: a double click, a retry after a lost answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflows.errors import Conflict, KeyUsedForAnother
from workflows.instances import statements as sql
from workflows.records.idempotency import idempotency
from workflows.records.types import write_document
from workflows.runtime import UnitOfWork


def fingerprint(body: Any) -> str:
    """Give the hash by which two requests are the same."""
    return hashlib.sha256(write_document(body).encode()).hexdigest()


def given_answer(uow: UnitOfWork, key: str, actor: int, body_hash: str) -> Mapping[str, Any] | None:
    """Give the answer that this request got before, None when the key is new; raises KeyUsedForAnother."""
    if not key:
        return None
    row = uow.connection.execute(select(idempotency).where(idempotency.c.key == key)).first()
    if row is None:
        return None
    if (row.actor_id, row.body_hash) != (actor, body_hash):
        raise KeyUsedForAnother(key=key)
    answer: Mapping[str, Any] = row.answer
    return answer


def remember_answer(
    uow: UnitOfWork, key: str, actor: int, body_hash: str, answer: Mapping[str, Any], now: datetime
) -> None:
    """Keep the answer under its key, in the transaction it speaks of.

    Raises KeyUsedForAnother, and Conflict when the very same request was faster: sent again it gets that answer.
    """
    if key:
        row = {"key": key, "actor_id": actor, "body_hash": body_hash, "answer": answer, "at": now}
        if sql.INSERT_IDEMPOTENCY(uow.connection, row).rowcount != 1:
            given_answer(uow, key, actor, body_hash)
            raise Conflict
