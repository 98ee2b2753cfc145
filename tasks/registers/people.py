"""The people who act in the city's processes: staff, members of committees, applicants.

No resident registration number is kept: no act lets plain intake process it (지방보조금법 시행령 제22조).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, Connection, Row, String, Table, select

from tasks.registers.guard import GuardError
from tasks.registers.metadata import Identifier, metadata, one_of

Gender = Literal["female", "male"]

person = Table(
    "person",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("login", String, nullable=False, unique=True),
    Column("name_ko", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("gender", String),
    Column("email", String, nullable=False, server_default=""),
    Column("phone", String, nullable=False, server_default=""),
    one_of("gender", ("female", "male")),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the register knows them."""

    id: int
    login: str
    name_ko: str
    name_en: str
    gender: Gender | None
    email: str
    phone: str


def add(
    connection: Connection,
    login: str,
    name_ko: str,
    name_en: str,
    *,
    gender: Gender | None = None,
    email: str = "",
    phone: str = "",
) -> int:
    """Enter a person and give their id."""
    row = person.insert().values(login=login, name_ko=name_ko, name_en=name_en, gender=gender, email=email, phone=phone)
    return int(connection.execute(row.returning(person.c.id)).scalar_one())


def get(connection: Connection, person_id: int) -> Person:
    """Give the person with this id; raises GuardError `person_unknown`."""
    return _one(connection.execute(select(person).where(person.c.id == person_id)).one_or_none(), person_id)


def by_login(connection: Connection, login: str) -> Person:
    """Give the person who signs in with this name; raises GuardError `person_unknown`."""
    return _one(connection.execute(select(person).where(person.c.login == login)).one_or_none(), login)


def _one(row: Row[tuple[object, ...]] | None, asked: object) -> Person:
    if row is None:
        raise GuardError("person_unknown", person=asked)
    return Person(*row)
