"""A seat: one lawful way for a person to do a task, in their own right or standing in for somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from tasks.contract import AssignmentRequest
from tasks.registers.deputies import Capacity, Staffing, acting_for


@dataclass(frozen=True, slots=True)
class Seat:
    """One person who may do the task, and in which capacity."""

    person_id: int
    post: str = ""
    """Code of the post they act from; empty when the role or the task is theirs by name."""
    capacity: Capacity = "holder"
    """`absence` (직무대리) and `vacancy` (권한대행) are signed as 대결."""
    stands_in_for: int | None = None

    @property
    def is_proxy(self) -> bool:
        """Whether a signature from this seat is a 대결."""
        return self.capacity != "holder"


Rule = Callable[[Connection, AssignmentRequest], tuple[Seat, ...]]


def candidates_of(rule: Rule) -> Callable[[Connection, AssignmentRequest], frozenset[int]]:
    """Give the people of a rule's seats, for whoever need not know their capacity."""

    def candidates(connection: Connection, request: AssignmentRequest) -> frozenset[int]:
        return frozenset(seat.person_id for seat in rule(connection, request))

    return candidates


def seat_of(seats: Iterable[Seat], person_id: int) -> Seat | None:
    """Give the seat from which a person does the task: their own right before standing in."""
    mine = sorted((seat for seat in seats if seat.person_id == person_id), key=lambda seat: seat.is_proxy)
    return mine[0] if mine else None


def in_post(staff: Staffing, post: str) -> tuple[Seat, ...]:
    """Give the seat of whoever lawfully acts in a post, if anyone does."""
    someone = staff.acting(post)
    return () if someone is None else (Seat(someone.person_id, post, someone.capacity, someone.stands_in_for),)


def by_name(connection: Connection, people: Iterable[int], on: date) -> tuple[Seat, ...]:
    """Give the seats of people, with the deputy of whoever is away."""
    found = (acting_for(connection, person_id, on) for person_id in people)
    return tuple(
        Seat(someone.person_id, "", someone.capacity, someone.stands_in_for) for someone in found if someone is not None
    )
