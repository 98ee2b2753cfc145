"""What a person should know without having asked (알림): shown above their tasks, and mailed when they have an address.

`kind` is a sentence of `messages/schedules.*.toml` that `params` fill; `reason` makes the same notice come only once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, String, Table, Text

import messages
from messages import Language
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


def notice_text(kind: str, params: Mapping[str, Any], language: Language) -> str:
    """Give the sentence of a notice; a parameter `x_en` takes the place of `x` in English."""
    return messages.text(f"schedules.notice.{kind}", language, **_in_language(params, language))


def notice_subject(kind: str, params: Mapping[str, Any], language: Language) -> str:
    """Give the subject of the mail that carries a notice."""
    return messages.text(f"schedules.subject.{kind}", language, **_in_language(params, language))


def _in_language(params: Mapping[str, Any], language: Language) -> Mapping[str, Any]:
    english = {name.removesuffix("_en"): value for name, value in params.items() if name.endswith("_en")}
    return {**params, **english} if language == "en" else params
