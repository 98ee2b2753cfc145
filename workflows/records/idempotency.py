"""Answers already given: the same key with the same body gets the same answer again."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from workflows.records.metadata import metadata
from workflows.records.types import Big, Document, Moment

idempotency = Table(
    "idempotency",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("actor_id", Big),
    Column("body_hash", String(64), nullable=False),
    Column("answer", Document, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
