"""Leaves a notice for people (알림): once per person and reason, mailed as well when they have an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, text

from tasks.registers.people import person
from workflows.records.types import Document, Moment
from workflows.runtime import UnitOfWork


@dataclass(frozen=True, slots=True)
class News:
    """What to tell: `kind` is a sentence of `messages/schedules.*.toml` below `notice`, filled by `params`."""

    reason: str
    """Makes it come once: `deadline/4194305/7`."""
    kind: str
    params: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""
    """Page to open."""
    listed: bool = True
    """Whether it is shown above the tasks too, or only mailed."""


def notify(uow: UnitOfWork, people: Iterable[int], news: News, *, now: datetime) -> int:
    """Leave the notice for each person and give how many had not got it yet."""
    known = select(person.c.id, person.c.email).where(person.c.id.in_(sorted(set(people))))
    rows = [
        {
            "person_id": who,
            "reason": news.reason,
            "kind": news.kind,
            "params": dict(news.params),
            "path": news.path,
            "created_at": now,
            "read_at": None if news.listed else now,
            "mail_at": now if email else None,
        }
        for who, email in uow.connection.execute(known).all()
        if email or news.listed
    ]
    return sum(uow.connection.execute(_LEAVE, row).rowcount for row in rows)


_LEAVE = text(
    "INSERT INTO notice (person_id, reason, kind, params, path, created_at, read_at, mail_at, mail_attempts)"
    " VALUES (:person_id, :reason, :kind, :params, :path, :created_at, :read_at, :mail_at, 0)"
    " ON CONFLICT (person_id, reason) DO NOTHING"
).bindparams(
    bindparam("params", type_=Document),
    *(bindparam(name, type_=Moment) for name in ("created_at", "read_at", "mail_at")),
)
