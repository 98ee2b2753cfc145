"""Who may sign in, and as which person of the register."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from workflows.records.metadata import metadata
from workflows.records.types import Big, Document, Moment

NO_PASSWORD = "!"
"""Matches no password: demo people enter by choosing themselves, and only where the demo is on."""

account = Table(
    "account",
    metadata,
    Column("id", Big, primary_key=True),
    Column("login", String(100), nullable=False, unique=True),
    Column("password_hash", Text, nullable=False),  # argon2id
    Column("person_id", Big, nullable=False, unique=True),
    Column("extra_roles", Document, nullable=False),  # role codes beside those that posts and committees give
    Column("active", Boolean(name="active"), nullable=False),
    Column("failed_attempts", Integer, nullable=False, default=0),
    Column("paused_until", Moment),
    Column("created_at", Moment, nullable=False),
)
