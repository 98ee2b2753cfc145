"""Who looks at the pages: the signed-in person with today's roles, and the rights' view of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from messages import Language
from tasks.registers import parties
from tasks.registers.people import person
from tasks.registers.roles import people_with_role, roles_of
from workflows.clock import city_date
from workflows.records.account import account
from workflows.rights import EVERY_ROLE, Subject


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person with an account, the roles held on a day, and the parties spoken for."""

    person_id: int
    login: str
    name_ko: str
    name_en: str
    roles: frozenset[str]
    parties: frozenset[int]

    def name(self, language: Language) -> str:
        """Give the name in the language of the page."""
        return self.name_en if language == "en" else self.name_ko

    @property
    def subject(self) -> Subject:
        """Give the person as the rights see them."""
        return Subject(self.person_id, self.roles, self.parties)


def viewer(connection: Connection, person_id: int, now: datetime) -> Viewer | None:
    """Give the person who may sign in under this id; None without an active account."""
    found = connection.execute(
        select(person.c.login, person.c.name_ko, person.c.name_en, account.c.extra_roles)
        .join(account, account.c.person_id == person.c.id)
        .where(person.c.id == person_id, account.c.active)
    ).first()
    if found is None:
        return None
    return Viewer(
        person_id=person_id,
        login=found.login,
        name_ko=found.name_ko,
        name_en=found.name_en,
        roles=frozenset(found.extra_roles) | roles_of(connection, person_id, city_date(now)),
        parties=frozenset(party.id for party in parties.parties_of(connection, person_id)),
    )


def viewers(connection: Connection, now: datetime) -> tuple[Viewer, ...]:
    """Give everybody with an active account and their roles, in the order of entry; parties are left out."""
    today = city_date(now)
    holders = {role: people_with_role(connection, role, today) for role in sorted(EVERY_ROLE)}
    rows = connection.execute(
        select(person.c.id, person.c.login, person.c.name_ko, person.c.name_en, account.c.extra_roles)
        .join(account, account.c.person_id == person.c.id)
        .where(account.c.active)
        .order_by(person.c.id)
    )
    return tuple(
        Viewer(
            person_id=row.id,
            login=row.login,
            name_ko=row.name_ko,
            name_en=row.name_en,
            roles=frozenset(row.extra_roles) | {role for role, people in holders.items() if row.id in people},
            parties=frozenset(),
        )
        for row in rows
    )
