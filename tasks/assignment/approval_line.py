"""One place in an approval line (결재선의 한 자리): the argument is `{"role", "division"}`.

The role is looked for in the division, then in the offices above it, then anywhere: the division's own head, its
bureau's chief, the one mayor.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from tasks.assignment import by_role
from tasks.assignment.seats import Seat, candidates_of
from tasks.contract import AssignmentRequest
from tasks.registers.divisions import division

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give whoever acts in the place that day, the deputy of an absent holder included (대결)."""
    role, office = str(request.argument["role"]), str(request.argument.get("division") or "")
    while office:
        found = by_role.seats_of(connection, role, request.on, office)
        if found:
            return found
        above = select(division.c.parent).where(division.c.code == office)
        office = connection.execute(above).scalar_one_or_none() or ""
    return by_role.seats_of(connection, role, request.on)


candidates = candidates_of(seats)
