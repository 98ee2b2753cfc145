"""Jobs that must run outside the transaction that wanted them: leased, tried again, in the end an incident.

`kind` is `job` (an external service task) or `message`/`signal` (thrown by one instance, meant for others).
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text

from workflows.records.metadata import metadata
from workflows.records.types import Big, Document, Moment

outbox = Table(
    "outbox",
    metadata,
    Column("id", Big, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("instance_id", ForeignKey("instance.id"), nullable=False, index=True),
    Column("work_id", Integer, nullable=False),  # 0 for messages and signals
    Column("process_id", String(100), nullable=False),
    Column("element", String(100), nullable=False),
    Column("operation", String(100), nullable=False),  # operation id, or the message's name
    Column("correlation", String(200), nullable=False),
    Column("parameters", Document, nullable=False),
    Column("idempotency_key", String(100), nullable=False, unique=True),
    Column("status", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment, nullable=False),  # when it may be leased (again)
    Column("lease", String(32)),  # who runs it now; a lost lease may not complete it
    Column("error", Text),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    CheckConstraint("status IN ('ready', 'leased', 'done', 'failed', 'cancelled')", name="status"),
    Index("ix_outbox_status_next_at", "status", "next_at"),
)
