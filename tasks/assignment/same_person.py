"""Whoever finished another element of this case: the argument is that element's id."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, by_name, candidates_of
from tasks.contract import AssignmentRequest

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give the finisher, or their deputy while they are away; nobody before the element was finished."""
    finisher = request.finishers.get(str(request.argument))
    return () if finisher is None else by_name(connection, (finisher,), request.on)


candidates = candidates_of(seats)
