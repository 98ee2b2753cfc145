"""Whoever acts in a post: the argument is the post's code."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.assignment.seats import Seat, candidates_of, in_post
from tasks.contract import AssignmentRequest
from tasks.registers.deputies import staffing
from tasks.registers.posts import known

NEEDS_ARGUMENT = True


def seats(connection: Connection, request: AssignmentRequest) -> tuple[Seat, ...]:
    """Give the holder, or whoever stands in for them; raises GuardError `post_unknown`."""
    known(connection, str(request.argument))
    return in_post(staffing(connection, request.on), str(request.argument))


candidates = candidates_of(seats)
