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
