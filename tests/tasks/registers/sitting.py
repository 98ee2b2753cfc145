"""A committee that sits: meetings called and opened, items put to the vote."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import Connection

from tasks.registers import (
    agenda_items,
    attendance,
    meetings,
    members,
    votes,
)
from tests.kit.town import someone

DAY = date(2027, 1, 20)
AT = datetime(2027, 1, 20, 5, 0, tzinfo=UTC)
ALL_NINE = ["vice_mayor", *(f"member{number}" for number in range(1, 9))]


def seat(connection: Connection, login: str, committee: str = "ai_committee") -> int:
    who = someone(connection, login)
    return next(each.id for each in members.in_office(connection, committee, DAY) if each.person_id == who)


def called(town: Connection, mode: meetings.Mode = "in_person", committee: str = "ai_committee") -> int:
    return meetings.call(town, committee, held_on=DAY, called_on=date(2027, 1, 5), place="3층 회의실", mode=mode)


def opened(town: Connection, present: list[str], mode: meetings.Mode = "in_person") -> int:
    meeting_id = called(town, mode)
    attendance.open_meeting(town, meeting_id, [someone(town, login) for login in present], AT)
    return meeting_id


def item_of(town: Connection, meeting_id: int, **more: object) -> int:
    given = {"kind": "advice", **more}
    return agenda_items.put(town, meeting_id, "기본계획 자문", **given)  # type: ignore[arg-type]


def voted(town: Connection, item_id: int, *, ayes: list[str], noes: list[str], abstained: tuple[str, ...] = ()) -> None:
    votes.open_round(town, item_id, AT)
    for choice, logins in (("for", ayes), ("against", noes), ("abstain", abstained)):
        for login in logins:
            votes.cast(town, item_id, seat(town, login), choice, AT)  # type: ignore[arg-type]
