"""To whom a task may be passed on: those who hold its role today."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from tasks.registers.roles import people_with_role
from workflows.queries.names import Name, names_of


def colleagues(connection: Connection, role: str, on: date, *, without: frozenset[int]) -> dict[int, Name]:
    """Give the people who may act in one of the task's roles (separated by spaces) today, by id."""
    holders = frozenset(person for each in role.split() for person in people_with_role(connection, each, on))
    return names_of(connection, sorted(holders - without))
