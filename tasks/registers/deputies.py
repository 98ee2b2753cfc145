"""Absence and who stands in: 직무대리 for an absent holder, 권한대행 for a vacant post (지방자치법 제124조).

A post's deputies are other posts in order: the vice mayor for the mayor, then the bureau chiefs for the vice mayor
(안양시 권한대행 및 직무대리 규칙 제3조). A person without a post may have deputies by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, Integer, String, Table, select

from tasks.registers.metadata import Identifier, metadata
from tasks.registers.posts import known, on_day, post_holder

absence = Table(
    "absence",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("person_id", Identifier, ForeignKey("person.id"), nullable=False, index=True),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date, nullable=False),
    Column("reason", String, nullable=False),
    CheckConstraint("to_day >= from_day", name="days_in_order"),
)

post_deputy = Table(
    "post_deputy",
    metadata,
    Column("post", String, ForeignKey("post.code"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("deputy", String, ForeignKey("post.code"), nullable=False),
    CheckConstraint("post <> deputy", name="another_post"),
)

person_deputy = Table(
    "person_deputy",
    metadata,
    Column("person_id", Identifier, ForeignKey("person.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("deputy_id", Identifier, ForeignKey("person.id"), nullable=False),
    CheckConstraint("person_id <> deputy_id", name="another_person"),
)

Capacity = Literal["holder", "absence", "vacancy"]


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in a post (or for a person) on a day, and in which capacity."""

    person_id: int
    capacity: Capacity
    """`holder` themselves, for an `absence` (직무대리), in a `vacancy` (권한대행)."""
    stands_in_for: int | None = None
    """The absent person; None for the holder and for a vacancy."""


def record_absence(connection: Connection, person_id: int, from_day: date, to_day: date, reason: str) -> None:
    """Record that a person is away from `from_day` to `to_day`, both days included."""
    connection.execute(absence.insert().values(person_id=person_id, from_day=from_day, to_day=to_day, reason=reason))


def name_deputy_post(connection: Connection, post: str, deputy: str, rank: int) -> None:
    """Let the holder of `deputy` stand in for `post`; the lowest rank that is present comes first."""
    connection.execute(post_deputy.insert().values(post=post, deputy=deputy, rank=rank))


def name_deputy(connection: Connection, person_id: int, deputy_id: int, rank: int) -> None:
    """Let one person stand in for another; the lowest rank that is present comes first."""
    connection.execute(person_deputy.insert().values(person_id=person_id, deputy_id=deputy_id, rank=rank))


def is_absent(connection: Connection, person_id: int, on: date) -> bool:
    """Tell whether a person is away that day."""
    away = select(absence.c.id).where(
        absence.c.person_id == person_id, absence.c.from_day <= on, absence.c.to_day >= on
    )
    return connection.execute(away.limit(1)).first() is not None


def acting(connection: Connection, post: str, on: date) -> Acting | None:
    """Give who lawfully acts in a post that day, or None when nobody does; raises GuardError `post_unknown`."""
    known(connection, post)
    return staffing(connection, on).acting(post)


def acting_for(connection: Connection, person_id: int, on: date) -> Acting | None:
    """Give who acts for a person that day: themselves when present, else the first deputy by name who is present."""
    if not is_absent(connection, person_id, on):
        return Acting(person_id, "holder")
    deputies = select(person_deputy.c.deputy_id).where(person_deputy.c.person_id == person_id)
    for deputy in connection.scalars(deputies.order_by(person_deputy.c.rank)).all():
        if not is_absent(connection, deputy, on):
            return Acting(deputy, "absence", person_id)
    return None


@dataclass(frozen=True, slots=True)
class Staffing:
    """All posts of one day at once: who holds them, who is away, in which order they stand in."""

    holders: Mapping[str, int]
    absent: frozenset[int]
    deputies: Mapping[str, tuple[str, ...]]

    def acting(self, post: str) -> Acting | None:
        """Give who lawfully acts in a post, or None when nobody does."""
        holder = self.holders.get(post)
        if holder is not None and holder not in self.absent:
            return Acting(holder, "holder")
        deputy = self._deputy(post, frozenset((post,)))
        if deputy is None:
            return None
        return Acting(deputy, "vacancy") if holder is None else Acting(deputy, "absence", holder)

    def _deputy(self, post: str, seen: frozenset[str]) -> int | None:
        """Walk down the order: a deputy who is away too passes it to their own deputies."""
        for deputy in self.deputies.get(post, ()):
            if deputy in seen:
                continue
            holder = self.holders.get(deputy)
            if holder is not None and holder not in self.absent:
                return holder
            further = self._deputy(deputy, seen | {deputy})
            if further is not None:
                return further
        return None


def staffing(connection: Connection, on: date) -> Staffing:
    """Read who is where on a day."""
    holders = connection.execute(select(post_holder.c.post, post_holder.c.person_id).where(on_day(on)))
    away = connection.scalars(select(absence.c.person_id).where(absence.c.from_day <= on, absence.c.to_day >= on))
    order: dict[str, tuple[str, ...]] = {}
    for post, deputy in connection.execute(
        select(post_deputy.c.post, post_deputy.c.deputy).order_by(post_deputy.c.post, post_deputy.c.rank)
    ):
        order[post] = (*order.get(post, ()), deputy)
    return Staffing({row.post: row.person_id for row in holders}, frozenset(away), order)
