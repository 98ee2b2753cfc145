"""One named person: the argument is a person's id, or the name they sign in with."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, by_name, candidates_of
from tasks.contract import AssignmentRequest
from tasks.registers import people

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give the person, or their deputy while they are away; raises GuardError `person_unknown`."""
    known = people.by_login if isinstance(request.argument, str) else people.get
    return by_name(connection, (known(connection, request.argument).id,), request.on)


candidates = candidates_of(seats)
