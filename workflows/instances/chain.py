"""The hash chain of an instance's history: each entry seals itself and everything before it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from workflows.records.types import moment_text, write_document


def seal(
    previous: str,
    instance_id: int,
    seq: int,
    at: datetime,
    kind: str,
    actor_id: int | None,
    task_id: int | None,
    body: str,
) -> str:
    """Give the hash (hexadecimal SHA-256) of an entry that follows the entry with hash `previous`."""
    entry = write_document([instance_id, seq, moment_text(at), kind, actor_id, task_id, body])
    return hashlib.sha256(f"{previous}\n{entry}".encode()).hexdigest()


def commitment(salt: bytes, answer: Any) -> str:
    """Give the salted hash that stands for an answer in the history, so an answer can be destroyed (파기)."""
    return hashlib.sha256(salt + write_document(answer).encode()).hexdigest()
