"""The people who act for the party the case is about; the argument may name another party by id."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, candidates_of
from tasks.contract import AssignmentRequest
from tasks.registers.parties import people_of


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give everyone linked to the party: nobody stands in for an applicant but whom the party itself names."""
    party_id = request.argument if isinstance(request.argument, int) else request.party_id
    if party_id is None:
        return ()
    return tuple(Seat(person_id) for person_id in sorted(people_of(connection, party_id)))


candidates = candidates_of(seats)
