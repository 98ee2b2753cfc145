"""Minutes of a meeting (회의록): drafted, signed, then published or kept back with the ground for it.

Fields after 안양시 각종 위원회 설치 및 운영 조례 제10조; publication within 14 days is the process's deadline (T20).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Connection, Date, ForeignKey, Row, String, Table, select

from tasks.registers import meetings
from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, Instant, metadata
from tasks.registers.triggers import Refusal, declare

minutes = Table(
    "minutes",
    metadata,
    Column("meeting_id", Identifier, ForeignKey("meeting.id"), primary_key=True, autoincrement=False),
    Column("body", JSON, nullable=False),
    Column("signed_by", Identifier, ForeignKey("person.id")),
    Column("signed_at", Instant),
    Column("published_on", Date),
    Column("non_disclosure_ground", String, nullable=False, server_default=""),
    CheckConstraint("(signed_by IS NULL) = (signed_at IS NULL)", name="signed_by_someone"),
    CheckConstraint("published_on IS NULL OR signed_at IS NOT NULL", name="signed_before_published"),
    CheckConstraint("published_on IS NULL OR non_disclosure_ground = ''", name="published_or_kept_back"),
)

declare(
    Refusal(
        "minutes_signed",
        "minutes",
        "UPDATE",
        "OLD.signed_at IS NOT NULL AND (CAST(NEW.body AS TEXT) <> CAST(OLD.body AS TEXT)"
        " OR NEW.signed_at IS DISTINCT FROM OLD.signed_at OR NEW.signed_by IS DISTINCT FROM OLD.signed_by)",
    ),
    Refusal("minutes_signed", "minutes", "DELETE", "OLD.signed_at IS NOT NULL"),
)


def draft(connection: Connection, meeting_id: int, body: dict[str, Any]) -> None:
    """Write or rewrite the minutes; raises GuardError `minutes_signed` once they are signed."""
    before = connection.execute(select(minutes.c.signed_at).where(minutes.c.meeting_id == meeting_id)).one_or_none()
    if before is None:
        connection.execute(minutes.insert().values(meeting_id=meeting_id, body=body))
        return
    require(before.signed_at is None, "minutes_signed", meeting=meeting_id)
    connection.execute(minutes.update().where(minutes.c.meeting_id == meeting_id).values(body=body))


def sign(connection: Connection, meeting_id: int, person_id: int, at: datetime) -> None:
    """Sign the minutes of a closed meeting; raises GuardError `meeting_not_closed`, `minutes_signed`."""
    require(meetings.get(connection, meeting_id).closed_at is not None, "meeting_not_closed", meeting=meeting_id)
    unsigned = (minutes.c.meeting_id == meeting_id) & minutes.c.signed_at.is_(None)
    signed = connection.execute(minutes.update().where(unsigned).values(signed_by=person_id, signed_at=at))
    require(signed.rowcount == 1, "minutes_signed", meeting=meeting_id)


def publish(connection: Connection, meeting_id: int, on: date) -> None:
    """Record the day of publication on the website; raises GuardError `minutes_unsigned`."""
    require(get(connection, meeting_id).signed_at is not None, "minutes_unsigned", meeting=meeting_id)
    connection.execute(minutes.update().where(minutes.c.meeting_id == meeting_id).values(published_on=on))


def keep_back(connection: Connection, meeting_id: int, ground: str) -> None:
    """Record why the minutes are not published (정보공개법 제9조); raises GuardError `reason_needed`."""
    require(ground, "reason_needed")
    connection.execute(minutes.update().where(minutes.c.meeting_id == meeting_id).values(non_disclosure_ground=ground))


def get(connection: Connection, meeting_id: int) -> Row[Any]:
    """Give the minutes' row; raises GuardError `minutes_unknown`."""
    row = connection.execute(select(minutes).where(minutes.c.meeting_id == meeting_id)).one_or_none()
    if row is None:
        raise GuardError("minutes_unknown", meeting=meeting_id)
    return row
