"""User tasks (할 일), open and closed: the worklist's rows, never read out of the engine's blob."""

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
from workflows.records.types import Big, Day, Document, Moment

user_task = Table(
    "user_task",
    metadata,
    Column("id", Big, primary_key=True, autoincrement=False),  # task_number(instance_id, work_id)
    Column("instance_id", ForeignKey("instance.id"), nullable=False),
    Column("work_id", Integer, nullable=False),
    Column("process_id", String(100), nullable=False),  # the process that owns the element, perhaps a called one
    Column("element", String(100), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("role", String(200), nullable=False),
    Column("form", String(100), nullable=False),
    Column("clauses", Document, nullable=False),
    Column("assign", String(50), nullable=False),
    Column("assign_to", Document),
    Column("distinct_from", Document, nullable=False),
    Column("local_values", Document, nullable=False),  # what only this task sees: its item of a multi-instance
    Column("status", String(12), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("due_at", Moment),  # late from this moment on
    Column("due_on", Day),
    Column("due_clause", String(100), nullable=False),
    Column("assignee_id", Big),
    Column("claimed_at", Moment),
    Column("closed_at", Moment),
    Column("completed_by", Big),
    Column("acting_for", Big),  # 대결: in whose place the deputy finished it
    Column("answer", Document),
    Column("answer_salt", LargeBinary),  # the event log holds only a salted hash, so an answer can be destroyed
    UniqueConstraint("instance_id", "work_id"),
    CheckConstraint("status IN ('open', 'completed', 'cancelled')", name="status"),
    Index("ix_user_task_completed_by_closed_at", "completed_by", "closed_at"),
    Index("ix_user_task_status_due_at", "status", "due_at"),
)

WRITTEN_LATER = frozenset(
    {"assignee_id", "claimed_at", "closed_at", "completed_by", "acting_for", "answer", "answer_salt"}
)
"""Empty in every task that opens."""

_WORKS_PER_INSTANCE = 1 << 22


def task_number(instance_id: int, work_id: int) -> int:
    """Number a task from what names it, so that a task and its candidates are written without asking back for a number.

    Stays below 2**53 (safe in JavaScript) for two thousand million instances of four million works each.
    """
    return instance_id * _WORKS_PER_INSTANCE + work_id


def instance_number(task_id: int) -> int:
    """Give the instance that a task's number names."""
    return task_id // _WORKS_PER_INSTANCE
