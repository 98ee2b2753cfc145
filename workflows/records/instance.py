"""Process instances (진행 건): where each stands, and the blob only the engine reads."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from workflows.records.metadata import metadata
from workflows.records.types import Big, Moment

instance = Table(
    "instance",
    metadata,
    Column("id", Big, primary_key=True),
    Column("definition_id", ForeignKey("definition.id"), nullable=False, index=True),
    Column("process_id", String(100), nullable=False),
    Column("business_key", String(200), nullable=False),  # 관리번호
    Column("title", Text, nullable=False),
    Column("starter_id", Big),
    Column("party_id", Big),  # the applicant's party, when there is one
    Column("status", String(12), nullable=False),
    Column("version", Integer, nullable=False),  # counts steps; also the last seq of the event log
    Column("state", LargeBinary, nullable=False),
    Column("chain", String(64), nullable=False),  # hash of the last event, so the next one needs no look-up
    Column("open_incidents", Integer, nullable=False, default=0),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    UniqueConstraint("process_id", "business_key"),
    CheckConstraint("status IN ('running', 'suspended', 'completed', 'cancelled')", name="status"),
    Index("ix_instance_starter_id_started_at", "starter_id", "started_at"),
    Index("ix_instance_party_id_started_at", "party_id", "started_at"),
    Index("ix_instance_status_started_at", "status", "started_at"),
)
