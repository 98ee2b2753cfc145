"""Whoever presides over a committee: the argument is its code."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, candidates_of
from tasks.contract import AssignmentRequest
from tasks.registers import offices

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give the chair; while the chair is away, whoever acts in the chairing post and the vice chair (reading 11-T)."""
    acting = offices.presiding(connection, str(request.argument), request.on)
    return tuple(Seat(who.person_id, post, who.capacity, who.stands_in_for) for post, who in acting)


candidates = candidates_of(seats)
