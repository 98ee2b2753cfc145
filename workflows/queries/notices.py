"""A person's unread notices (알림), newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from messages import Language
from workflows.records.notice import notice, notice_text

SHOWN = 50


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice; `reason` names it when it is marked as read."""

    reason: str
    kind: str
    params: Mapping[str, Any]
    path: str
    created_at: datetime

    def text(self, language: Language) -> str:
        """Give its sentence in the language of the page."""
        return notice_text(self.kind, self.params, language)


def unread_notices(connection: Connection, person_id: int) -> tuple[NoticeRow, ...]:
    """Give at most fifty notices that the person has not marked as read."""
    unread = (
        select(notice.c.reason, notice.c.kind, notice.c.params, notice.c.path, notice.c.created_at)
        .where(notice.c.person_id == person_id, notice.c.read_at.is_(None))
        .order_by(notice.c.created_at.desc(), notice.c.reason)
        .limit(SHOWN)
    )
    return tuple(NoticeRow(*row) for row in connection.execute(unread))
