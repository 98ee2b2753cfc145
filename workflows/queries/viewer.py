"""Who looks at the pages: the signed-in person with today's roles, and the rights' view of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from messages import Language
from tasks.registers.parties import party_person
from tasks.registers.people import person
from tasks.registers.roles import people_with_role, roles_of
from tasks.registers.staff_stamp import staff_stamp
from workflows.clock import city_date
from workflows.records.account import account
from workflows.rights import EVERY_ROLE, Subject
from workflows.runtime import Services


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


MOST_REMEMBERED = 4096
"""People whose roles are kept; beyond it all are forgotten, for most rest on a day gone by."""


def viewer(services: Services, connection: Connection, person_id: int, now: datetime) -> Viewer | None:
    """Give the person who may sign in under this id; None without an active account."""
    found = connection.execute(_PERSON, {"person_id": person_id}).first()
    if found is None:
        return None
    key = (found.stamp, city_date(now), person_id)
    roles = services.roles.get(key)
    if roles is None:
        if len(services.roles) >= MOST_REMEMBERED:
            services.roles.clear()
        roles = services.roles[key] = roles_of(connection, person_id, city_date(now))
    return Viewer(
        person_id=person_id,
        login=found.login,
        name_ko=found.name_ko,
        name_en=found.name_en,
        roles=frozenset(found.extra_roles) | roles,
        parties=frozenset(connection.scalars(_PARTIES, {"person_id": person_id})),
    )


_PERSON = (
    select(
        person.c.login,
        person.c.name_ko,
        person.c.name_en,
        account.c.extra_roles,
        select(staff_stamp.c.stamp).scalar_subquery().label("stamp"),
    )
    .join(account, account.c.person_id == person.c.id)
    .where(person.c.id == bindparam("person_id"), account.c.active)
)
_PARTIES = select(party_person.c.party_id).where(party_person.c.person_id == bindparam("person_id"))


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
