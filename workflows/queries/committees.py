"""Committees as their page shows them: who sits there today, what they met about, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from messages import Language
from tasks.law.committee import quorum
from tasks.registers import committees, meetings, members, offices
from tasks.registers.agenda_items import agenda_item
from workflows.queries.names import Name, names_of


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member in office; `position` is chair, vice_chair or member."""

    name: Name
    category: str
    mode: str
    position: str
    from_day: date
    to_day: date | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of an agenda and its outcome (None while it is open)."""

    number: int
    title: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with its agenda."""

    meeting_id: int
    held_on: date
    place: str
    mode: str
    closed: bool
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class CommitteeDetail:
    """A committee today."""

    code: str
    name_ko: str
    name_en: str
    members: tuple[MemberRow, ...]
    quorum: int
    meetings: tuple[MeetingRow, ...]

    def name(self, language: Language) -> str:
        """Give the name in the language of the page."""
        return self.name_en if language == "en" else self.name_ko


def committee_details(connection: Connection, on: date) -> tuple[CommitteeDetail, ...]:
    """Give every committee that exists that day."""
    table = committees.committee
    rows = connection.execute(
        select(table.c.code, table.c.name_ko, table.c.name_en)
        .where(table.c.abolished_on.is_(None) | (table.c.abolished_on > on))
        .order_by(table.c.code)
    )
    return tuple(_detail(connection, row.code, row.name_ko, row.name_en, on) for row in rows.all())


def _detail(connection: Connection, code: str, name_ko: str, name_en: str, on: date) -> CommitteeDetail:
    seated = members.in_office(connection, code, on)
    names = names_of(connection, [seat.person_id for seat in seated])
    positions = {
        offices.vice_chair_seat(connection, code, on): "vice_chair",
        offices.chair_seat(connection, code, on): "chair",
    }
    return CommitteeDetail(
        code=code,
        name_ko=name_ko,
        name_en=name_en,
        members=tuple(
            MemberRow(
                name=names[seat.person_id],
                category=seat.category,
                mode=seat.mode,
                position=positions.get(seat.id, "member"),
                from_day=seat.from_day,
                to_day=seat.to_day,
            )
            for seat in seated
            if seat.person_id in names
        ),
        quorum=quorum(len(seated)) if seated else 0,
        meetings=_meetings(connection, code),
    )


def _meetings(connection: Connection, code: str) -> tuple[MeetingRow, ...]:
    table = meetings.meeting
    rows = connection.execute(
        select(table.c.id, table.c.held_on, table.c.place, table.c.mode, table.c.closed_at)
        .where(table.c.committee == code)
        .order_by(table.c.held_on.desc(), table.c.id.desc())
        .limit(50)
    ).all()
    items: dict[int, list[ItemRow]] = {}
    for row in connection.execute(
        select(agenda_item.c.meeting_id, agenda_item.c.number, agenda_item.c.title, agenda_item.c.outcome)
        .where(agenda_item.c.meeting_id.in_([row.id for row in rows]))
        .order_by(agenda_item.c.number)
    ):
        items.setdefault(row.meeting_id, []).append(ItemRow(row.number, row.title, row.outcome))
    return tuple(
        MeetingRow(row.id, row.held_on, row.place, row.mode, row.closed_at is not None, tuple(items.get(row.id, ())))
        for row in rows
    )
