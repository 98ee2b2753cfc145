"""Published versions of processes (절차 판): numbered, hashed, never changed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint, false

from workflows.records.immutable import never_changed
from workflows.records.metadata import metadata
from workflows.records.types import Big, Day, Moment

definition = never_changed(
    Table(
        "definition",
        metadata,
        Column("id", Big, primary_key=True),
        Column("process_id", String(100), nullable=False),
        Column("number", Integer, nullable=False),  # 1, 2, 3 … per process
        Column("digest", String(64), nullable=False),
        Column("title", Text, nullable=False),
        Column("title_en", Text, nullable=False),
        Column("files", LargeBinary, nullable=False),  # zip: the bundle with every process it calls
        Column("published_at", Moment, nullable=False),
        Column("published_by", Big),
        Column("author_id", Big),  # who handed it over in the studio; empty when an operator or the program brought it
        Column("note", Text, nullable=False, server_default=""),
        Column("effective_from", Day),  # new cases follow it from this day in the city on; empty: since published_at
        Column("restored_from", ForeignKey("definition.id")),  # the earlier version that came back in this one
        Column("imported", Boolean, nullable=False, server_default=false()),  # by an operator, not with the program
        UniqueConstraint("process_id", "number"),
    )
)
