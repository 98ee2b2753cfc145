"""Submissions (상신): a draft, or an earlier version, handed to a second person who publishes or returns it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table, Text, text

from workflows.records.metadata import metadata
from workflows.records.types import Big, Day, Document, Moment

_WAITING = text("status = 'waiting'")

submission = Table(
    "submission",
    metadata,
    Column("id", Big, primary_key=True),
    Column("process_id", String(100), nullable=False),
    Column("files", LargeBinary, nullable=False),  # zip: the bundle with every process it calls, as it was handed over
    Column("digest", String(64), nullable=False),
    Column("based_on", ForeignKey("definition.id")),  # the newest version then: what the second person compares with
    Column("restored_from", ForeignKey("definition.id")),  # the earlier version that is to come back
    Column("author_id", Big, nullable=False),  # who handed it over
    Column("authors", Document, nullable=False),  # everybody who changed a file of it: none of them may publish it
    Column("note", Text, nullable=False),
    Column("effective_from", Day),  # wished by the author; empty: at once
    Column("submitted_at", Moment, nullable=False),
    Column("status", String(10), nullable=False),
    Column("decided_by", Big),
    Column("decided_at", Moment),
    Column("reason", Text, nullable=False),  # why it was returned
    Column("definition_id", ForeignKey("definition.id")),  # the version it became
    CheckConstraint("status IN ('waiting', 'published', 'returned', 'withdrawn')", name="status"),
    Index("uq_submission_waiting", "process_id", unique=True, sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("ix_submission_process_id_submitted_at", "process_id", "submitted_at"),
)
