"""The history of every instance (이력): appended only, each entry sealed with the hash of the one before."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from workflows.records.immutable import never_changed
from workflows.records.metadata import metadata
from workflows.records.types import Big, Moment

event_log = never_changed(
    Table(
        "event_log",
        metadata,
        Column("instance_id", ForeignKey("instance.id"), nullable=False),
        Column("seq", Integer, nullable=False),  # 1, 2, 3 … without gaps per instance
        Column("at", Moment, nullable=False),
        Column("kind", String(30), nullable=False),  # started, task_completed, timer_fired …
        Column("actor_id", Big),  # empty when the clock or the machine acted
        Column("task_id", Big),
        Column("body", Text, nullable=False),  # canonical JSON, exactly as hashed
        Column("hash", String(64), nullable=False),
        PrimaryKeyConstraint("instance_id", "seq"),
        Index("ix_event_log_actor_id_at", "actor_id", "at"),
    )
)
