"""Signed-in browsers: only the hash of the cookie's token is kept."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from workflows.records.metadata import metadata
from workflows.records.types import Big, Moment

session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("person_id", Big, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)
