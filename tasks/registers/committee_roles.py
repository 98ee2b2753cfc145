"""The roles that come from a seat and not from a list: member, chair and secretary of whichever committee.

They begin and end with the seat, so a member whose term has ended opens nothing more (AT-A9P4-3).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, or_, select

from tasks.registers import members, offices
from tasks.registers.committees import committee
from tasks.registers.deputies import Acting, staffing

ROLES = ("committee_member", "committee_chair", "committee_secretary")


def acting_in(connection: Connection, role: str, on: date) -> tuple[tuple[str, Acting], ...]:
    """Give who acts in one of `ROLES` that day over all committees, each with the post they act from."""
    if role == "committee_member":
        sitting = members.all_in_office(connection, on)
        return tuple((each.post or "", Acting(each.person_id, "holder")) for each in sitting)
    living = select(committee).where(
        committee.c.established_on <= on, or_(committee.c.abolished_on.is_(None), committee.c.abolished_on > on)
    )
    found = connection.execute(living.order_by(committee.c.code)).all()
    if role == "committee_chair":
        return tuple(each for row in found for each in offices.presiding(connection, row.code, on))
    staff = staffing(connection, on)
    secretaries = ((row.secretary_post, staff.acting(row.secretary_post)) for row in found)
    return tuple((post, someone) for post, someone in secretaries if someone is not None)


def roles_in_seats(connection: Connection, person_id: int, on: date) -> frozenset[str]:
    """Give which of `ROLES` a person has that day; only someone who sits in a committee may preside over it."""
    found = set[str]()
    for seat in members.memberships(connection, person_id, on):
        found.add("committee_member")
        if any(someone.person_id == person_id for _, someone in offices.presiding(connection, seat.committee, on)):
            found.add("committee_chair")
    if any(someone.person_id == person_id for _, someone in acting_in(connection, "committee_secretary", on)):
        found.add("committee_secretary")
    return frozenset(found)
