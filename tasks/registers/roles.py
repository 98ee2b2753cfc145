"""Roles held directly by a person (담당자, 신청자, 위원 …), and every role a person has on a day, from anywhere."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import CheckConstraint, Column, ColumnElement, Connection, Date, ForeignKey, String, Table, or_, select

from tasks.registers import committee_roles
from tasks.registers.deputies import staffing
from tasks.registers.metadata import Identifier, metadata
from tasks.registers.posts import post, post_role, posts_with_role

role_holder = Table(
    "role_holder",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("person_id", Identifier, ForeignKey("person.id"), nullable=False, index=True),
    Column("role", String, nullable=False, index=True),
    Column("division", String, ForeignKey("division.code")),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days_in_order"),
)


def give(connection: Connection, person_id: int, role: str, *, from_day: date, division: str | None = None) -> None:
    """Give a person a role from a day on, in a division or everywhere."""
    connection.execute(
        role_holder.insert().values(person_id=person_id, role=role, division=division, from_day=from_day)
    )


def direct_holders(connection: Connection, role: str, on: date, division: str | None = None) -> tuple[int, ...]:
    """Give the people who hold the role themselves that day, not through a post."""
    found = select(role_holder.c.person_id).where(role_holder.c.role == role, _on_day(on))
    if division is not None:
        found = found.where(role_holder.c.division == division)
    return tuple(connection.scalars(found.distinct().order_by(role_holder.c.person_id)))


def people_with_role(connection: Connection, role: str, on: date, division: str | None = None) -> frozenset[int]:
    """Give everyone who may act in a role that day: direct holders, whoever acts in a post, who sits in a committee."""
    staff = staffing(connection, on)
    acting = (staff.acting(code) for code in posts_with_role(connection, role, division))
    found = [someone.person_id for someone in acting if someone is not None]
    if role in committee_roles.ROLES:
        found += [someone.person_id for _, someone in committee_roles.acting_in(connection, role, on)]
    return frozenset((*direct_holders(connection, role, on, division), *found))


def roles_of(connection: Connection, person_id: int, on: date) -> frozenset[str]:
    """Give the roles a person may act in that day: their own, of a post they act in, of a seat in a committee."""
    direct = select(role_holder.c.role).where(role_holder.c.person_id == person_id, _on_day(on))
    through_posts = select(post_role.c.role).where(post_role.c.post.in_(_acts_in(connection, person_id, on)))
    from_seats = committee_roles.roles_in_seats(connection, person_id, on)
    return frozenset((*connection.scalars(direct), *connection.scalars(through_posts), *from_seats))


def everybodys_roles(connection: Connection, on: date) -> dict[int, set[str]]:
    """Give by person what `people_with_role` says of every role that day, in as many questions as one role takes."""
    found = defaultdict[int, set[str]](set)
    for row in connection.execute(select(role_holder.c.person_id, role_holder.c.role).where(_on_day(on))):
        found[row.person_id].add(row.role)
    staff = staffing(connection, on)
    for row in connection.execute(select(post_role.c.post, post_role.c.role)):
        if (someone := staff.acting(row.post)) is not None:
            found[someone.person_id].add(row.role)
    for role in committee_roles.ROLES:
        for _, someone in committee_roles.acting_in(connection, role, on):
            found[someone.person_id].add(role)
    return found


def own_roles(connection: Connection, person_id: int, on: date) -> list[tuple[str | None, str]]:
    """Give `(division, role)` of what a person holds directly that day; no division means everywhere."""
    held = select(role_holder.c.division, role_holder.c.role).where(role_holder.c.person_id == person_id, _on_day(on))
    return [(row.division, row.role) for row in connection.execute(held)]


def divisions_of(connection: Connection, person_id: int, on: date) -> frozenset[str]:
    """Give the divisions a person works in that day, through a post or a role."""
    direct = select(role_holder.c.division).where(
        role_holder.c.person_id == person_id, role_holder.c.division.is_not(None), _on_day(on)
    )
    through_posts = select(post.c.division).where(post.c.code.in_(_acts_in(connection, person_id, on)))
    return frozenset(str(code) for code in (*connection.scalars(direct), *connection.scalars(through_posts)))


def _acts_in(connection: Connection, person_id: int, on: date) -> list[str]:
    staff = staffing(connection, on)
    acting = ((code, staff.acting(code)) for code in connection.scalars(select(post.c.code)))
    return [code for code, someone in acting if someone is not None and someone.person_id == person_id]


def _on_day(day: date) -> ColumnElement[bool]:
    return (role_holder.c.from_day <= day) & or_(role_holder.c.to_day.is_(None), role_holder.c.to_day >= day)
