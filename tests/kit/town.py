"""People of the demonstration city, as the tests of registers name them."""

from __future__ import annotations

from sqlalchemy import Connection

from tasks.registers import people


def someone(connection: Connection, login: str) -> int:
    """Give the person with this login."""
    return people.by_login(connection, login).id
