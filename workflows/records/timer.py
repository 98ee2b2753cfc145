"""Armed timers: what the dispatcher wakes, by when it next tries."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from workflows.records.metadata import metadata
from workflows.records.types import Moment

timer = Table(
    "timer",
    metadata,
    Column("instance_id", ForeignKey("instance.id"), nullable=False),
    Column("timer_id", Integer, nullable=False),
    Column("element", String(100), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("next_at", Moment),  # due_at, later after a failed try, empty once only an operator can help
    Column("attempts", Integer, nullable=False),
    PrimaryKeyConstraint("instance_id", "timer_id"),
    Index("ix_timer_next_at", "next_at"),
)
