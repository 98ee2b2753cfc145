"""Moves of running cases to another version (진행 건 옮기기): one run, and each case in it with what it was before."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    text,
)

from workflows.records.metadata import metadata
from workflows.records.types import Big, Document, Moment

_UNDER_WAY = text("status IN ('judging', 'moving', 'undoing')")

move_run = Table(
    "move_run",
    metadata,
    Column("id", Big, primary_key=True),
    Column("process_id", String(100), nullable=False),
    Column("target_id", ForeignKey("definition.id"), nullable=False),
    Column("mapping", Document, nullable=False),  # element of the old version → element of the new one
    Column("status", String(10), nullable=False, index=True),
    Column("planned_by", Big, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("begun_by", Big),
    Column("begun_at", Moment),
    Column("undone_by", Big),
    Column("undone_at", Moment),
    CheckConstraint("status IN ('judging', 'planned', 'moving', 'moved', 'undoing', 'undone')", name="status"),
    Index("ix_move_run_process_id_planned_at", "process_id", "planned_at"),
    Index("uq_move_run_under_way", "process_id", unique=True, sqlite_where=_UNDER_WAY, postgresql_where=_UNDER_WAY),
)

move_case = Table(
    "move_case",
    metadata,
    Column("run_id", ForeignKey("move_run.id"), nullable=False),
    Column("instance_id", ForeignKey("instance.id"), nullable=False, index=True),
    Column("from_id", ForeignKey("definition.id"), nullable=False),
    Column("verdict", String(10)),  # empty until it was judged
    Column("reasons", Document, nullable=False),
    Column("status", String(10), nullable=False),
    Column("at", Moment),  # when it was moved, left or undone
    Column("state_before", LargeBinary),  # the engine's blob, so that undoing is exact
    Column("rows_before", Document),  # what it had open, likewise
    Column("state_after", String(64)),  # hash: it may be undone only while it has not moved since
    PrimaryKeyConstraint("run_id", "instance_id"),
    CheckConstraint("verdict IN ('safe', 'choice', 'stays')", name="verdict"),
    CheckConstraint("status IN ('waiting', 'moved', 'left', 'undone', 'kept')", name="status"),
    Index("ix_move_case_run_id_status", "run_id", "status"),
)
"""Status: waiting (to be judged or moved), moved, left (on its version), undone, kept (moved on, so not undone)."""
