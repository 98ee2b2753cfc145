"""The seats of a role: people who hold it themselves, posts that carry it, seats in committees it comes from."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, by_name, in_post
from tasks.registers import committee_roles
from tasks.registers.deputies import staffing
from tasks.registers.posts import posts_with_role
from tasks.registers.roles import direct_holders


def seats_of(connection: Connection, role: str, on: date, division: str | None = None) -> tuple[Seat, ...]:
    """Give the seats of a role that day, in one division or in all."""
    found = by_name(connection, direct_holders(connection, role, on, division), on)
    staff = staffing(connection, on)
    for post in posts_with_role(connection, role, division):
        found += in_post(staff, post)
    if role in committee_roles.ROLES:
        acting = committee_roles.acting_in(connection, role, on)
        found += tuple(Seat(who.person_id, post, who.capacity, who.stands_in_for) for post, who in acting)
    return tuple(dict.fromkeys(found))
