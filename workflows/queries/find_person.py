"""Finds a person by the name they sign in with."""

from __future__ import annotations

from sqlalchemy import Connection, select

from tasks.registers.people import person


def find_person(connection: Connection, login: str) -> int | None:
    """Give the person's id; None when nobody signs in with this name."""
    return connection.execute(select(person.c.id).where(person.c.login == login)).scalar_one_or_none()
