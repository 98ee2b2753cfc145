"""The last number given per series and year, for business keys without gaps."""

from __future__ import annotations

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table

from workflows.records.metadata import metadata

serial = Table(
    "serial",
    metadata,
    Column("series", String(100), nullable=False),
    Column("year", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("series", "year"),
)
