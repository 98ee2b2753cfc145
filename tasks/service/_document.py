"""What the steps of an approval share: the document in hand, and in which capacity somebody signs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from messages import text
from tasks.assignment import approval_line
from tasks.assignment.seats import Seat, seat_of
from tasks.contract import AssignmentRequest, ServiceContext
from tasks.documents.issue import signing_name
from tasks.law.dates import as_date
from tasks.registers import documents, people
from tasks.registers.documents import Capacity
from tasks.registers.guard import GuardError
from tasks.registers.posts import posts_held

Place = Mapping[str, Any]
"""One place of the line: `role`, `division`, `name`, `name_en`."""


def place(role: str, division: str) -> dict[str, str]:
    """Give the place of a role in an office's line, with the words people read."""
    return {
        "role": role,
        "division": division,
        "name": text(f"service.role.{role}", "ko"),
        "name_en": text(f"service.role.{role}", "en"),
    }


def document_of(context: ServiceContext) -> Row[Any]:
    """Give the document the case has in hand: its latest that is not approved; raises GuardError `document_unknown`."""
    waiting = [row for row in documents.of_case(context.connection, context.instance_id) if row.approved_at is None]
    if not waiting:
        raise GuardError("document_unknown", document=context.business_key)
    return waiting[-1]


def seat_at(context: ServiceContext, where: Place, person_id: int) -> Seat:
    """Give the seat from which a person acts at a place; a delegated task is done in the person's own right."""
    request = AssignmentRequest(role=where["role"], argument=where, on=as_date(context.now))
    return seat_of(approval_line.seats(context.connection, request), person_id) or Seat(person_id)


def capacity_of(where: Place, seat: Seat) -> Capacity:
    """Tell how an approver signs: the mayor decides, everybody else by delegation (전결), a deputy by proxy (대결)."""
    if where["role"] == "mayor":
        return "proxy" if seat.is_proxy else "own"
    return "delegated_proxy" if seat.is_proxy else "delegated"


def signature(context: ServiceContext, where: Place, person_id: int) -> dict[str, Any]:
    """Give who signs at a place and how: what both the register's mark and the approver's page show."""
    seat = seat_at(context, where, person_id)
    held = posts_held(context.connection, person_id, as_date(context.now))
    return {
        "post": where["name"],
        "post_name": signing_name(context.connection, person_id, as_date(context.now)) if held else where["name"],
        "name": people.get(context.connection, person_id).name_ko,
        "stands_in_for": seat.stands_in_for,
        "is_proxy": seat.is_proxy,
    }
