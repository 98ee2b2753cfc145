"""What recurs was started, once per period: written in the same transaction as the instance it started."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, PrimaryKeyConstraint, String, Table

from workflows.records.metadata import metadata
from workflows.records.types import Moment

schedule_ledger = Table(
    "schedule_ledger",
    metadata,
    Column("process_id", String(100), nullable=False),
    Column("period", String(20), nullable=False),  # for example the fiscal year: 2027
    Column("instance_id", ForeignKey("instance.id"), nullable=False),
    Column("started_at", Moment, nullable=False),
    PrimaryKeyConstraint("process_id", "period"),
)
