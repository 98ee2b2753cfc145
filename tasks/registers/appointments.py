"""Appointing and commissioning members (임명·위촉): the guards of 조례 제9조 and of the general committee ordinance.

Several may be appointed at once; what holds for the committee as a whole (15 at most, one sex at most 60 %, officials
at most a quarter) is checked with all of them seated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from tasks.law.terms import Term, consecutive_terms, fixed_term, may_serve_again
from tasks.registers import committees, members, posts, roles
from tasks.registers.committees import Committee
from tasks.registers.composition import check
from tasks.registers.deputies import acting
from tasks.registers.guard import GuardError, require


@dataclass(frozen=True, slots=True)
class Appointment:
    """One new member: a person, or a post whose holder sits ex officio."""

    category: str
    from_day: date
    person_id: int | None = None
    post: str | None = None
    note: str = ""
    """Qualification of an expert, reason for any other suitable person."""
    mandate_end: date | None = None
    """Last day of a councillor's mandate."""
    reappointment_reason: str = ""
    """Why someone whose terms were used up comes back after a gap (reading 11-G)."""
    exception_document: str = ""
    """Number of the document that allows a fourth committee or more than 60 % of one sex."""


def appoint(
    connection: Connection, committee: str, appointments: Sequence[Appointment], *, approved_by: int
) -> tuple[int, ...]:
    """Seat the new members and give their membership ids; approval is the mayor's (조례 제9조제3항, AT-A9P3-1).

    Raises GuardError `mayor_approves`, `category_unknown`, `note_needed`, `not_a_councillor`, `not_an_official`,
    `committee_full`, `already_member`, `terms_used_up`, `reappointment_reason_needed`, and `composition` for what
    does not hold for the committee as a whole.
    """
    rules = committees.get(connection, committee)
    seated = tuple(_seat(connection, rules, each, approved_by) for each in appointments)
    for day in sorted({each.from_day for each in appointments}):
        check(connection, rules.code, day, any(each.exception_document for each in appointments))
    return seated


def _seat(connection: Connection, rules: Committee, new: Appointment, approved_by: int) -> int:
    mayor = acting(connection, "mayor", new.from_day)
    require(mayor is not None and mayor.person_id == approved_by, "mayor_approves")
    _check_category(connection, new)
    sitting = members.in_office(connection, rules.code, new.from_day)
    require(len(sitting) < rules.max_members, "committee_full", committee=rules.code, limit=rules.max_members)
    taken = any(each.post == new.post if new.post else each.person_id == new.person_id for each in sitting)
    require(not taken, "already_member", committee=rules.code)
    mode = "ex_officio" if new.post else members.CATEGORIES[new.category]
    term_number = _term_number(connection, rules, new) if mode == "commissioned" else 1
    row = members.member.insert().values(
        committee=rules.code, person_id=new.person_id, post=new.post, category=new.category, mode=mode,
        note=new.note, exception_document=new.exception_document, approved_by=approved_by,
        term_number=term_number, from_day=new.from_day, to_day=_last_day(rules, new, mode),
    )  # fmt: skip
    return int(connection.execute(row.returning(members.member.c.id)).scalar_one())


def _check_category(connection: Connection, new: Appointment) -> None:
    require(new.category in members.CATEGORIES, "category_unknown", category=new.category)
    require(new.category not in ("expert", "other") or new.note, "note_needed", category=new.category)
    require((new.category == "ex_officio") <= (new.post is not None), "post_needed")
    if new.person_id is None:
        return
    if new.category == "councillor":
        listed = roles.direct_holders(connection, "councillor", new.from_day)
        require(new.person_id in listed and new.mandate_end, "not_a_councillor", person=new.person_id)
    if new.category == "official":
        holds = posts.posts_held(connection, new.person_id, new.from_day)
        works_here = holds or roles.divisions_of(connection, new.person_id, new.from_day)
        require(works_here, "not_an_official", person=new.person_id)


def _term_number(connection: Connection, rules: Committee, new: Appointment) -> int:
    """Count consecutive terms: only an unbroken one is a renewal (연임), and a councillor's are not limited."""
    if new.category == "councillor":
        return 1
    mine = members.member
    rows = connection.execute(
        select(mine.c.from_day, func.coalesce(mine.c.ended_on, mine.c.to_day)).where(
            mine.c.committee == rules.code,
            mine.c.person_id == new.person_id,
            mine.c.mode == "commissioned",
            mine.c.from_day < new.from_day,
        )
    )
    earlier = [Term(first, last) for first, last in rows]
    again = may_serve_again(earlier, new.from_day, rules.code)
    require(again.allowed, "terms_used_up", day=new.from_day)
    require(not again.needs_reason or new.reappointment_reason, "reappointment_reason_needed")
    return consecutive_terms(earlier, new.from_day) + 1


def _last_day(rules: Committee, new: Appointment, mode: str) -> date | None:
    if mode != "commissioned":
        return None
    if new.category == "councillor":
        return new.mandate_end
    return fixed_term(new.from_day, rules.code).last


def renew(connection: Connection, member_id: int, on: date, *, approved_by: int) -> int:
    """Renew a commissioned member: the next term begins the day after the last one ends (AT-A9P4-4).

    The balance of the committee is not asked about: it stays as it is, while others' renewals may still be to come.
    """
    old = members.get(connection, member_id, on)
    if old.to_day is None:
        raise GuardError("no_term", member=member_id)
    row = connection.execute(select(members.member).where(members.member.c.id == member_id)).one()
    again = Appointment(old.category, old.to_day + timedelta(days=1), person_id=old.person_id, note=row.note)
    return _seat(connection, committees.get(connection, old.committee), again, approved_by)
