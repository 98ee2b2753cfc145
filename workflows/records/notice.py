"""What a person should know without having asked (알림): shown above their tasks, and mailed when they have an address.

`kind` is a sentence of `messages/schedules.*.toml` that `params` fill; `reason` makes the same notice come only once.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from workflows.records.metadata import metadata
from workflows.records.types import Big, Document, Moment

notice = Table(
    "notice",
    metadata,
    Column("person_id", Big, nullable=False),
    Column("reason", String(150), nullable=False),  # for example deadline/4194305/7
    Column("kind", String(30), nullable=False),
    Column("params", Document, nullable=False),
    Column("path", String(200), nullable=False),  # page to open, empty without one
    Column("created_at", Moment, nullable=False),
    Column("read_at", Moment),
    Column("mail_at", Moment),  # when the mail is tried next; empty once it is sent or given up
    Column("mail_attempts", Integer, nullable=False),
    Column("mail_error", Text),
    PrimaryKeyConstraint("person_id", "reason"),
    Index("ix_notice_mail_at", "mail_at"),
)
