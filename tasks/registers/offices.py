"""Chair and vice chair (위원장·부위원장): one chair by post or by election, one vice chair elected by the members.

Of the AI committee the vice mayor is the chair, by post and never by appointment (조례 제9조제2항).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import CheckConstraint, Column, ColumnElement, Connection, Date, ForeignKey, String, Table, or_, select

from tasks.registers import committees, members
from tasks.registers.deputies import Acting, acting, is_absent
from tasks.registers.guard import require
from tasks.registers.metadata import Identifier, metadata, one_of
from tasks.registers.triggers import Event, Refusal, declare

Office = Literal["chair", "vice_chair"]

committee_office = Table(
    "committee_office",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("committee", String, ForeignKey("committee.code"), nullable=False, index=True),
    Column("office", String, nullable=False),
    Column("member_id", Identifier, ForeignKey("committee_member.id"), nullable=False),
    Column("item_id", Identifier, ForeignKey("agenda_item.id")),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    one_of("office", ("chair", "vice_chair")),
    CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days_in_order"),
)


def _held_twice(event: Event) -> Refusal:
    return Refusal(
        "office_taken",
        "committee_office",
        event,
        "EXISTS (SELECT 1 FROM committee_office o WHERE o.committee = NEW.committee AND o.office = NEW.office"
        " AND o.id IS DISTINCT FROM NEW.id AND (NEW.to_day IS NULL OR o.from_day <= NEW.to_day)"
        " AND (o.to_day IS NULL OR o.to_day >= NEW.from_day))",
        lock="committee WHERE code = NEW.committee FOR UPDATE",
    )


declare(
    _held_twice("INSERT"),
    _held_twice("UPDATE"),
    Refusal(
        "chair_by_post",
        "committee_office",
        "INSERT",
        "NEW.office = 'chair' AND EXISTS (SELECT 1 FROM committee c WHERE c.code = NEW.committee"
        " AND c.chair_post IS NOT NULL)",
    ),
)


def elect(
    connection: Connection, committee: str, office: Office, member_id: int, on: date, *, item_id: int | None = None
) -> None:
    """Let a member hold an office from a day until their own term ends (AT-A9P2-5); `item_id` is the election.

    Raises GuardError `chair_by_post` (AT-A9P2-2), `office_taken` for a second vice chair (AT-A9P1-4),
    `candidate_refused` for the chair or somebody who is not a member (AT-A9P2-4).
    """
    require(office != "chair" or committees.get(connection, committee).chair_post is None, "chair_by_post")
    found = [each for each in members.in_office(connection, committee, on) if each.id == member_id]
    require(found and member_id != chair_seat(connection, committee, on), "candidate_refused", member=member_id)
    require(_elected(connection, committee, office, on) is None, "office_taken", office=office)
    connection.execute(
        committee_office.insert().values(
            committee=committee, office=office, member_id=member_id, item_id=item_id, from_day=on,
            to_day=found[0].to_day,
        )
    )  # fmt: skip


def chair_seat(connection: Connection, committee: str, on: date) -> int | None:
    """Give the seat of the chair that day: the seat of the chairing post, or the elected member's."""
    post = committees.get(connection, committee).chair_post
    if post is None:
        return _elected(connection, committee, "chair", on)
    seats = (each.id for each in members.in_office(connection, committee, on) if each.post == post)
    return next(seats, None)


def vice_chair_seat(connection: Connection, committee: str, on: date) -> int | None:
    """Give the seat of the vice chair that day, or None while the office is vacant."""
    return _elected(connection, committee, "vice_chair", on)


def presiding(connection: Connection, committee: str, on: date) -> tuple[tuple[str, Acting], ...]:
    """Give who may preside that day, each with the post they act from (empty for a member by name).

    The chair; while the chair is away, whoever acts in the chairing post and the vice chair (reading 11-T).
    """
    chair = _chairing(connection, committee, on)
    if any(someone.capacity == "holder" for _, someone in chair):
        return chair
    vice = vice_chair_seat(connection, committee, on)
    if vice is None:
        return chair
    member = members.get(connection, vice, on)
    away = chair[0][1].stands_in_for if chair else None
    return (*chair, (member.post or "", Acting(member.person_id, "absence", away)))


def _chairing(connection: Connection, committee: str, on: date) -> tuple[tuple[str, Acting], ...]:
    post = committees.get(connection, committee).chair_post
    if post is not None:
        someone = acting(connection, post, on)
        return () if someone is None else ((post, someone),)
    seat = _elected(connection, committee, "chair", on)
    if seat is None:
        return ()
    person_id = members.get(connection, seat, on).person_id
    return () if is_absent(connection, person_id, on) else (("", Acting(person_id, "holder")),)


def _elected(connection: Connection, committee: str, office: Office, on: date) -> int | None:
    held = select(committee_office.c.member_id).where(
        committee_office.c.committee == committee, committee_office.c.office == office, _on_day(on)
    )
    seat: int | None = connection.execute(held).scalar_one_or_none()
    in_office = {each.id for each in members.in_office(connection, committee, on)}
    return seat if seat in in_office else None


def _on_day(day: date) -> ColumnElement[bool]:
    return (committee_office.c.from_day <= day) & or_(
        committee_office.c.to_day.is_(None), committee_office.c.to_day >= day
    )
