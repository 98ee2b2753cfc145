"""The roll of a meeting and who is in the room: what quorum and majority are counted from (조례 제10조제2항).

The roll (재적위원 명부) is written when the meeting opens and never changes afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Table,
    UniqueConstraint,
    select,
)

from tasks.law.committee import quorum
from tasks.law.dates import as_date
from tasks.registers import members
from tasks.registers.guard import GuardError, require
from tasks.registers.meetings import meeting
from tasks.registers.metadata import Identifier, Instant, metadata
from tasks.registers.triggers import Refusal, declare, immutable

roll = Table(
    "meeting_roll",
    metadata,
    Column("meeting_id", Identifier, ForeignKey("meeting.id"), primary_key=True),
    Column("member_id", Identifier, ForeignKey("committee_member.id"), primary_key=True),
    Column("person_id", Identifier, ForeignKey("person.id"), nullable=False),
    UniqueConstraint("meeting_id", "person_id"),
)

attendance = Table(
    "meeting_attendance",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("meeting_id", Identifier, nullable=False),
    Column("member_id", Identifier, nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("left_at", Instant),
    ForeignKeyConstraint(
        ["meeting_id", "member_id"], ["meeting_roll.meeting_id", "meeting_roll.member_id"], name="fk_attendance_roll"
    ),
    UniqueConstraint("meeting_id", "member_id", "arrived_at"),
    CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="times_in_order"),
)

_OPENED = "EXISTS (SELECT 1 FROM meeting m WHERE m.id = {row}.meeting_id AND m.opened_at IS NOT NULL)"
_CLOSED = "EXISTS (SELECT 1 FROM meeting m WHERE m.id = {row}.meeting_id AND m.closed_at IS NOT NULL)"
_LOCK = "meeting WHERE id = NEW.meeting_id FOR SHARE"

declare(
    Refusal("roll_frozen", "meeting_roll", "INSERT", _OPENED.format(row="NEW"), lock=_LOCK),
    *immutable("meeting_roll", "roll_frozen", _OPENED.format(row="OLD")),
    Refusal("meeting_closed", "meeting_attendance", "INSERT", _CLOSED.format(row="NEW"), lock=_LOCK),
    *immutable("meeting_attendance", "meeting_closed", _CLOSED.format(row="OLD")),
    Refusal(
        "already_present",
        "meeting_attendance",
        "INSERT",
        "EXISTS (SELECT 1 FROM meeting_attendance a WHERE a.meeting_id = NEW.meeting_id"
        " AND a.member_id = NEW.member_id AND a.left_at IS NULL)",
    ),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether enough members came to open."""

    in_office: int
    present: int
    quorum: int

    @property
    def opened(self) -> bool:
        """Whether the meeting is open: a majority of the members in office is there (조례 제10조제2항)."""
        return self.present >= self.quorum


def open_meeting(connection: Connection, meeting_id: int, present: list[int], at: datetime) -> Opening:
    """Freeze the roll of members in office, record who came (person ids), and open when they are a quorum.

    Without a quorum the meeting stays unopened and may be tried again. In a written review the papers are the
    meeting: it opens at once, and the returned ballots are counted as presence when a vote closes.
    Raises GuardError `already_open`, or `not_a_member` for someone who is not on the roll.
    """
    row = connection.execute(select(meeting).where(meeting.c.id == meeting_id).with_for_update()).one()
    require(row.opened_at is None, "already_open", meeting=meeting_id)
    seated = _freeze_roll(connection, meeting_id, row.committee, as_date(at))
    for person_id in present:
        require(person_id in seated, "not_a_member", committee=row.committee, person=person_id, day=row.held_on)
        arrive(connection, meeting_id, seated[person_id], at)
    opening = Opening(len(seated), len(present_members(connection, meeting_id)), quorum(len(seated)))
    if opening.opened or row.mode == "written_review":
        connection.execute(meeting.update().where(meeting.c.id == meeting_id).values(opened_at=at))
    return opening


def _freeze_roll(connection: Connection, meeting_id: int, committee: str, on: date) -> dict[int, int]:
    """Write the roll anew: until the meeting opens nothing hangs on an earlier try."""
    connection.execute(attendance.delete().where(attendance.c.meeting_id == meeting_id))
    connection.execute(roll.delete().where(roll.c.meeting_id == meeting_id))
    seated = {each.person_id: each.id for each in members.in_office(connection, committee, on)}
    connection.execute(
        roll.insert(),
        [{"meeting_id": meeting_id, "member_id": seat, "person_id": who} for who, seat in seated.items()],
    )
    return seated


def arrive(connection: Connection, meeting_id: int, member_id: int, at: datetime) -> None:
    """Record that a member of the roll came in; coming in twice changes nothing."""
    if member_id not in present_members(connection, meeting_id):
        connection.execute(attendance.insert().values(meeting_id=meeting_id, member_id=member_id, arrived_at=at))


def leave(connection: Connection, meeting_id: int, member_id: int, at: datetime) -> None:
    """Record that a member left; raises GuardError `not_present`."""
    left = connection.execute(
        attendance.update()
        .where(
            attendance.c.meeting_id == meeting_id, attendance.c.member_id == member_id, attendance.c.left_at.is_(None)
        )
        .values(left_at=at)
    )
    require(left.rowcount == 1, "not_present", member=member_id)


def present_members(connection: Connection, meeting_id: int) -> frozenset[int]:
    """Give the members who are in the room now (출석위원), recused ones included."""
    here = select(attendance.c.member_id).where(attendance.c.meeting_id == meeting_id, attendance.c.left_at.is_(None))
    return frozenset(connection.scalars(here))


def on_roll(connection: Connection, meeting_id: int) -> frozenset[int]:
    """Give the members of the roll (재적위원)."""
    return frozenset(connection.scalars(select(roll.c.member_id).where(roll.c.meeting_id == meeting_id)))


def member_on_roll(connection: Connection, meeting_id: int, person_id: int) -> int:
    """Give the seat a person fills in this meeting; raises GuardError `not_on_roll`."""
    seat = select(roll.c.member_id).where(roll.c.meeting_id == meeting_id, roll.c.person_id == person_id)
    found: int | None = connection.execute(seat).scalar_one_or_none()
    if found is None:
        raise GuardError("not_on_roll", meeting=meeting_id, person=person_id)
    return found
