"""Why somebody did what the history tells: people write names and illnesses there, so it can be destroyed (파기)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from workflows.records.metadata import metadata

event_reason = Table(
    "event_reason",
    metadata,
    Column("instance_id", ForeignKey("instance.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("reason", Text),  # both are emptied when it is destroyed
    Column("salt", LargeBinary),  # the event log holds only a salted hash
    PrimaryKeyConstraint("instance_id", "seq"),
)
