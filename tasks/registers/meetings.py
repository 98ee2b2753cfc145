"""Meetings of the committees: dated, notice and papers sent, opened, closed (안양시 각종 위원회 조례 제9조)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, Row, String, Table, select

from tasks.registers import committees
from tasks.registers.demands import demand_standing
from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, Instant, metadata, one_of
from tasks.registers.triggers import declare, immutable

Mode = Literal["in_person", "remote_video", "written_review"]

meeting = Table(
    "meeting",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("committee", String, ForeignKey("committee.code"), nullable=False, index=True),
    Column("instance_id", Identifier, index=True),
    Column("demand_id", Identifier, ForeignKey("meeting_demand.id")),
    Column("mode", String, nullable=False),
    Column("called_on", Date, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("held_at", String, nullable=False, server_default=""),
    Column("place", String, nullable=False),
    Column("urgent_reason", String, nullable=False, server_default=""),
    Column("notice_sent_on", Date),
    Column("papers_sent_on", Date),
    Column("opened_at", Instant),
    Column("closed_at", Instant),
    one_of("mode", ("in_person", "remote_video", "written_review")),
    CheckConstraint("held_on >= called_on", name="held_after_call"),
    CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="opened_before_closed"),
)

declare(*immutable("meeting", "meeting_closed", "OLD.closed_at IS NOT NULL"))


def call(
    connection: Connection,
    committee: str,
    *,
    held_on: date,
    called_on: date,
    place: str,
    held_at: str = "",
    mode: Mode = "in_person",
    urgent_reason: str = "",
    demand_id: int | None = None,
    instance_id: int | None = None,
) -> int:
    """Date a meeting, called by the chair or on a demand that is met; `held_at` is the clock's time, such as "14:00".

    Raises GuardError `demand_not_met`; `committee_not_established` before the committee exists (AT-SUPP-1).
    """
    require(
        committees.is_established(connection, committee, called_on), "committee_not_established", committee=committee
    )
    if demand_id is not None:
        standing = demand_standing(connection, demand_id, called_on)
        require(standing.met, "demand_not_met", signed=standing.signed, needed=standing.needed)
    row = meeting.insert().values(
        committee=committee, held_on=held_on, held_at=held_at, called_on=called_on, place=place, mode=mode,
        urgent_reason=urgent_reason, demand_id=demand_id, instance_id=instance_id,
    )  # fmt: skip
    return int(connection.execute(row.returning(meeting.c.id)).scalar_one())


def get(connection: Connection, meeting_id: int) -> Row[Any]:
    """Give a meeting's row; raises GuardError `meeting_unknown`."""
    row = connection.execute(select(meeting).where(meeting.c.id == meeting_id)).one_or_none()
    if row is None:
        raise GuardError("meeting_unknown", meeting=meeting_id)
    return row


def notice_sent(connection: Connection, meeting_id: int, on: date) -> None:
    """Record the day on which the notice went out; the law's last day for it is the process's to check (T18)."""
    connection.execute(meeting.update().where(meeting.c.id == meeting_id).values(notice_sent_on=on))


def papers_sent(connection: Connection, meeting_id: int, on: date) -> None:
    """Record the day on which the papers went out (T19)."""
    connection.execute(meeting.update().where(meeting.c.id == meeting_id).values(papers_sent_on=on))


def close_meeting(connection: Connection, meeting_id: int, at: datetime) -> None:
    """Close the meeting (산회); raises GuardError `not_open`."""
    closed = connection.execute(
        meeting.update()
        .where(meeting.c.id == meeting_id, meeting.c.opened_at.is_not(None), meeting.c.closed_at.is_(None))
        .values(closed_at=at)
    )
    require(closed.rowcount == 1, "not_open", meeting=meeting_id)
