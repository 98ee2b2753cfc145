"""Drafts of processes (절차 초안) in the studio: one per process, its files, and what was typed and not saved."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, PrimaryKeyConstraint, String, Table

from workflows.records.metadata import metadata
from workflows.records.types import Big, Document, Moment

process_draft = Table(
    "process_draft",
    metadata,
    Column("process_id", String(100), primary_key=True),
    Column("based_on", ForeignKey("definition.id")),  # empty for a process that was never published
    Column("opened_at", Moment, nullable=False),
    Column("opened_by", Big, nullable=False),
    Column("changed_at", Moment),
    Column("changed_by", Big),
    Column("authors", Document, nullable=False),  # person ids of everybody who changed a file of it
)

process_draft_file = Table(
    "process_draft_file",
    metadata,
    Column("process_id", ForeignKey("process_draft.process_id"), nullable=False),
    Column("name", String(200), nullable=False),  # as in a bundle: process.bpmn, forms/review.json
    Column("content", LargeBinary, nullable=False),
    Column("etag", String(64), nullable=False),  # of the content: equal files have equal marks
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Big, nullable=False),
    PrimaryKeyConstraint("process_id", "name"),
)

process_draft_recovery = Table(
    "process_draft_recovery",
    metadata,
    Column("process_id", String(100), nullable=False),  # outlives the draft: what was typed must not be lost
    Column("person_id", Big, nullable=False),
    Column("name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("base", String(64), nullable=False),  # mark of the file it was typed over: saving over that drops it
    Column("saved_at", Moment, nullable=False),
    PrimaryKeyConstraint("process_id", "person_id", "name"),
)

process_draft_presence = Table(
    "process_draft_presence",
    metadata,
    Column("process_id", ForeignKey("process_draft.process_id"), nullable=False),
    Column("person_id", Big, nullable=False),
    Column("file", String(200), nullable=False),  # empty: looks at the draft as a whole
    Column("seen_at", Moment, nullable=False),
    PrimaryKeyConstraint("process_id", "person_id"),
)
