"""Who may do which open task: one narrow row each, in the order in which a person's worklist shows them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, ForeignKey, PrimaryKeyConstraint, Table

from workflows.records.metadata import metadata
from workflows.records.types import Big, Moment

NEVER_DUE = datetime(9999, 12, 31, tzinfo=UTC)
"""Sorts tasks without a deadline behind all others."""

candidate = Table(
    "candidate",
    metadata,
    Column("person_id", Big, nullable=False),
    Column("due_key", Moment, nullable=False),  # user_task.due_at or NEVER_DUE
    Column("task_id", ForeignKey("user_task.id"), nullable=False, index=True),
    Column("acting_for", Big),  # 대결: the absent person in whose place this one may do it
    PrimaryKeyConstraint("person_id", "due_key", "task_id"),
    sqlite_with_rowid=False,  # the key is the whole row: a page of the worklist is one range of the index
)
