"""The divisions of the city (부서): a tree of bureaus and divisions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Row, String, Table, select

from tasks.registers.guard import GuardError
from tasks.registers.metadata import metadata

division = Table(
    "division",
    metadata,
    Column("code", String, primary_key=True),
    Column("name_ko", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("parent", String, ForeignKey("division.code")),
)


def add(connection: Connection, code: str, name_ko: str, name_en: str, parent: str | None = None) -> None:
    """Enter a division under its parent (None for the city itself)."""
    connection.execute(division.insert().values(code=code, name_ko=name_ko, name_en=name_en, parent=parent))


def get(connection: Connection, code: str) -> Row[Any]:
    """Give a division's row; raises GuardError `division_unknown`."""
    row = connection.execute(select(division).where(division.c.code == code)).one_or_none()
    if row is None:
        raise GuardError("division_unknown", division=code)
    return row


def within(connection: Connection, code: str) -> frozenset[str]:
    """Give the division and everything below it."""
    below = select(division.c.code).where(division.c.code == code).cte(recursive=True)
    below = below.union(select(division.c.code).join(below, division.c.parent == below.c.code))
    return frozenset(connection.scalars(select(below.c.code)))
