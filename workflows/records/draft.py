"""What a person typed and has not sent, or sent too late (임시 저장)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, PrimaryKeyConstraint, Table

from workflows.records.metadata import metadata
from workflows.records.types import Big, Document, Moment

draft = Table(
    "draft",
    metadata,
    Column("task_id", ForeignKey("user_task.id"), nullable=False),
    Column("person_id", Big, nullable=False),
    Column("submitted", Document, nullable=False),
    Column("saved_at", Moment, nullable=False),
    PrimaryKeyConstraint("task_id", "person_id"),
)
