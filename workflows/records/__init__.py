"""What running processes leave in the database: one table per file, no ORM, `metadata` knows them all."""

from workflows.records import (
    account,
    candidate,
    definition,
    draft,
    event_log,
    idempotency,
    incident,
    instance,
    notice,
    outbox,
    schedule_ledger,
    session,
    subscription,
    sweep,
    timer,
    upload,
    user_task,
)
from workflows.records.metadata import metadata

__all__ = [
    "account",
    "candidate",
    "definition",
    "draft",
    "event_log",
    "idempotency",
    "incident",
    "instance",
    "metadata",
    "notice",
    "outbox",
    "schedule_ledger",
    "session",
    "subscription",
    "sweep",
    "timer",
    "upload",
    "user_task",
]
