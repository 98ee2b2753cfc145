"""Names of people and processes, asked once for a whole page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from messages import Language
from tasks.registers.people import person


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages."""

    ko: str
    en: str

    def __call__(self, language: Language) -> str:
        """Give the name in the language of the page; Korean where there is no English one."""
        return (self.en or self.ko) if language == "en" else self.ko


def names_of(connection: Connection, people: Iterable[int | None]) -> dict[int, Name]:
    """Give the names of these people by id."""
    wanted = {each for each in people if each is not None}
    if not wanted:
        return {}
    rows = connection.execute(select(person.c.id, person.c.name_ko, person.c.name_en).where(person.c.id.in_(wanted)))
    return {row.id: Name(row.name_ko, row.name_en) for row in rows}
