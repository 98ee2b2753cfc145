"""Technical faults that wait for an operator (장애); a resolved one stays as a row."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text

from workflows.records.metadata import metadata
from workflows.records.types import Big, Moment

incident = Table(
    "incident",
    metadata,
    Column("id", Big, primary_key=True),
    Column("instance_id", ForeignKey("instance.id"), nullable=False, index=True),
    Column("source", String(10), nullable=False),  # what stopped: a token, a job, a timer, a task nobody may do
    Column("work_id", Integer, nullable=False),  # the engine's number of what stopped
    Column("element", String(100), nullable=False),
    Column("code", String(100), nullable=False),
    Column("message", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("resolved_at", Moment),
    Column("resolved_by", Big),
    CheckConstraint("source IN ('token', 'job', 'timer', 'task')", name="source"),
    Index("ix_incident_resolved_at_opened_at", "resolved_at", "opened_at"),
)
