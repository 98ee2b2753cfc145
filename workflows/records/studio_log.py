"""What people did in the studio, and when: appended only."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from workflows.records.immutable import never_changed
from workflows.records.metadata import metadata
from workflows.records.types import Big, Document, Moment

studio_log = never_changed(
    Table(
        "studio_log",
        metadata,
        Column("id", Big, primary_key=True),
        Column("process_id", String(100), nullable=False),
        Column("at", Moment, nullable=False),
        Column("kind", String(30), nullable=False),  # opened, changed, submitted, returned, published …
        Column("actor_id", Big),  # empty when a program acted for nobody
        Column("body", Document, nullable=False),  # what it was about: file, number, note, reason
        Index("ix_studio_log_process_id_id", "process_id", "id"),
    )
)
