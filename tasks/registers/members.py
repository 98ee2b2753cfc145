"""The members of the committees: seats of a post (당연직) and of a person (임명직, 위촉직); who is in office when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, Integer, String, Table, or_, select

from tasks.registers.committees import committee as committee_table
from tasks.registers.deputies import Staffing, staffing
from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, metadata, one_of
from tasks.registers.people import Gender, person
from tasks.registers.triggers import Refusal, declare

Mode = Literal["ex_officio", "appointed", "commissioned"]

CATEGORIES: dict[str, Mode] = {
    "ex_officio": "ex_officio",
    "expert": "commissioned",
    "councillor": "commissioned",
    "official": "appointed",
    "aipa": "commissioned",
    "other": "commissioned",
    "professor": "commissioned",
    "former_official": "commissioned",
    "practitioner": "commissioned",
}
"""Group a member comes from (조례 제9조제3항; 안양시 지방보조금 관리 조례 제9조) → how they become one.

Never asked, always derived."""

member = Table(
    "committee_member",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("committee", String, ForeignKey("committee.code"), nullable=False, index=True),
    Column("person_id", Identifier, ForeignKey("person.id"), index=True),
    Column("post", String, ForeignKey("post.code")),
    Column("category", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("note", String, nullable=False, server_default=""),
    Column("exception_document", String, nullable=False, server_default=""),
    Column("approved_by", Identifier, ForeignKey("person.id"), nullable=False),
    Column("term_number", Integer, nullable=False),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    Column("ended_on", Date),
    Column("ended_reason", String, nullable=False, server_default=""),
    one_of("category", CATEGORIES),
    one_of("mode", ("ex_officio", "appointed", "commissioned")),
    CheckConstraint("(person_id IS NULL) <> (post IS NULL)", name="person_or_post"),
    CheckConstraint("(mode = 'ex_officio') = (post IS NOT NULL)", name="ex_officio_by_post"),
    CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days_in_order"),
    CheckConstraint("category NOT IN ('expert', 'other') OR note <> ''", name="note_given"),
    CheckConstraint("mode <> 'commissioned' OR to_day IS NOT NULL", name="term_set"),
)

_STILL_SITS = (
    "(m.ended_on IS NULL OR m.ended_on >= NEW.from_day)"
    " AND (m.to_day IS NULL OR m.to_day >= NEW.from_day OR c.holdover)"
)
_LOCK = "committee WHERE code = NEW.committee FOR UPDATE"

declare(
    Refusal(
        "committee_full",
        "committee_member",
        "INSERT",
        "(SELECT count(*) FROM committee_member m JOIN committee c ON c.code = m.committee"
        f" WHERE m.committee = NEW.committee AND {_STILL_SITS})"
        " >= (SELECT max_members FROM committee WHERE code = NEW.committee)",
        lock=_LOCK,
    ),
    Refusal(
        "already_member",
        "committee_member",
        "INSERT",
        "EXISTS (SELECT 1 FROM committee_member m JOIN committee c ON c.code = m.committee"
        " WHERE m.committee = NEW.committee AND (m.person_id = NEW.person_id OR m.post = NEW.post)"
        f" AND m.from_day <= NEW.from_day AND {_STILL_SITS})",
        lock=_LOCK,
    ),
)


@dataclass(frozen=True, slots=True)
class Member:
    """One member in office on the day that was asked about."""

    id: int
    committee: str
    person_id: int
    """Who sits: for a seat of a post, whoever acts in the post that day."""
    post: str | None
    category: str
    mode: Mode
    gender: Gender | None
    term_number: int
    from_day: date
    to_day: date | None
    """Last day of the term; None while the post is held."""


def in_office(connection: Connection, committee: str, on: date) -> tuple[Member, ...]:
    """Give the members in office that day (재적위원, 조례 제10조); vacant seats do not count, the chair does."""
    found = _rows(connection, on, member.c.committee == committee)
    require(found or _exists(connection, committee), "committee_unknown", committee=committee)
    return found


def all_in_office(connection: Connection, on: date) -> tuple[Member, ...]:
    """Give the members in office of every committee."""
    return _rows(connection, on)


def get(connection: Connection, member_id: int, on: date) -> Member:
    """Give a member who is in office that day; raises GuardError `not_in_office` (AT-A9P4-3)."""
    found = _rows(connection, on, member.c.id == member_id)
    require(found, "not_in_office", member=member_id, day=on)
    return found[0]


def memberships(connection: Connection, person_id: int, on: date) -> tuple[Member, ...]:
    """Give the seats a person sits in that day, over all committees."""
    return tuple(each for each in _rows(connection, on) if each.person_id == person_id)


def terms_ending(connection: Connection, from_day: date, to_day: date) -> tuple[Member, ...]:
    """Give the members whose term ends between two days, both included (term watch, T23)."""
    return _rows(connection, from_day, member.c.to_day.between(from_day, to_day))


def end(connection: Connection, member_id: int, last_day: date, reason: str) -> None:
    """End a membership early, `last_day` included: resignation, decommissioning (위촉 해제), death.

    Raises GuardError `membership_ended` when it has ended already, `reason_needed` without a reason.
    """
    require(reason, "reason_needed")
    ended = connection.execute(
        member.update()
        .where(member.c.id == member_id, member.c.ended_on.is_(None))
        .values(ended_on=last_day, ended_reason=reason)
    )
    if ended.rowcount != 1:
        raise GuardError("membership_ended", member=member_id)


def _rows(connection: Connection, on: date, *conditions: object) -> tuple[Member, ...]:
    rows = (
        select(
            member.c.id,
            member.c.committee,
            member.c.person_id,
            member.c.post,
            member.c.category,
            member.c.mode,
            member.c.term_number,
            member.c.from_day,
            member.c.to_day,
        )
        .join(committee_table, committee_table.c.code == member.c.committee)
        .where(
            *conditions,  # type: ignore[arg-type]  # SQLAlchemy's own alias for clauses is private
            member.c.from_day <= on,
            or_(member.c.ended_on.is_(None), member.c.ended_on >= on),
            or_(member.c.to_day.is_(None), member.c.to_day >= on, committee_table.c.holdover),
        )
        .order_by(member.c.id)
    )
    found = connection.execute(rows).all()
    staff = staffing(connection, on)
    seated = [(row, _sitter(staff, row.person_id, row.post)) for row in found]
    genders = _genders(connection, {who for _, who in seated if who is not None})
    return tuple(
        Member(
            row.id, row.committee, who, row.post, row.category, row.mode, genders[who], row.term_number,
            row.from_day, row.to_day,
        )
        for row, who in seated
        if who is not None
    )  # fmt: skip


def _sitter(staff: Staffing, person_id: int | None, post: str | None) -> int | None:
    """The seat of a post belongs to whoever acts in it; an empty post is an empty seat."""
    if post is None:
        return person_id
    someone = staff.acting(post)
    return None if someone is None else someone.person_id


def _genders(connection: Connection, people: set[int]) -> dict[int, Gender | None]:
    rows = connection.execute(select(person.c.id, person.c.gender).where(person.c.id.in_(people)))
    return {row.id: row.gender for row in rows}


def _exists(connection: Connection, code: str) -> bool:
    found = select(committee_table.c.code).where(committee_table.c.code == code)
    return connection.execute(found).first() is not None
