"""Where instances wait for a message or a signal."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from workflows.records.metadata import metadata

subscription = Table(
    "subscription",
    metadata,
    Column("instance_id", ForeignKey("instance.id"), nullable=False),
    Column("subscription_id", Integer, nullable=False),
    Column("element", String(100), nullable=False),
    Column("kind", String(10), nullable=False),  # message or signal
    Column("name", String(100), nullable=False),
    Column("correlation", String(200), nullable=False),  # empty: any will do
    PrimaryKeyConstraint("instance_id", "subscription_id"),
    Index("ix_subscription_kind_name_correlation", "kind", "name", "correlation"),
)
