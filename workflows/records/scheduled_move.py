"""Moves asked for at publishing (예약된 옮기기): kept with the version, begun on its day of effect."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, text

from workflows.records.metadata import metadata
from workflows.records.types import Big, Day, Moment

_WAITING = text("status = 'waiting'")

scheduled_move = Table(
    "scheduled_move",
    metadata,
    Column("definition_id", ForeignKey("definition.id"), primary_key=True, autoincrement=False),  # one per version
    Column("process_id", String(100), nullable=False, index=True),
    Column("day", Day, nullable=False),  # in the city; it begins with this day
    Column("scheduled_by", Big, nullable=False),
    Column("scheduled_at", Moment, nullable=False),
    Column("status", String(10), nullable=False),
    Column("run_id", ForeignKey("move_run.id")),  # what came of it
    Column("settled_by", Big),  # who cancelled it
    Column("settled_at", Moment),
    CheckConstraint("status IN ('waiting', 'begun', 'overtaken', 'no_case', 'cancelled')", name="status"),
    Index("ix_scheduled_move_waiting", "day", sqlite_where=_WAITING, postgresql_where=_WAITING),
)
"""Status: waiting (for its day), begun (`run_id`), overtaken (another version was in effect), no_case, cancelled."""
