"""Whoever started the case."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, by_name, candidates_of
from tasks.contract import AssignmentRequest


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give the starter, or their deputy while they are away; nobody for a case that a timer started."""
    return () if request.starter_id is None else by_name(connection, (request.starter_id,), request.on)


candidates = candidates_of(seats)
