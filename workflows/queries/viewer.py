"""Who comes to the pages and the API: the signed-in person with today's roles, and the rights' view of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from messages import Language
from tasks.registers.parties import party_person
from tasks.registers.people import person
from tasks.registers.roles import everybodys_roles, roles_of
from tasks.registers.staff_stamp import staff_stamp
from workflows.clock import city_date
from workflows.records.account import account
from workflows.records.living_session import FADES, LIVES, LIVING, presented
from workflows.records.prepared import Prepared
from workflows.records.session import session
from workflows.records.types import read_document
from workflows.rights import Subject
from workflows.services import Services


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person with an account, the roles held on a day, and the parties spoken for."""

    person_id: int
    login: str
    name_ko: str
    name_en: str
    roles: frozenset[str]
    parties: frozenset[int]
    fades: bool = False
    """Whether the session by which the person is known should be kept alive now."""

    def name(self, language: Language) -> str:
        """Give the name in the language of the page."""
        return self.name_en if language == "en" else self.name_ko

    @property
    def subject(self) -> Subject:
        """Give the person as the rights see them."""
        return Subject(self.person_id, self.roles, self.parties)


MOST_REMEMBERED = 4096
"""People whose roles are kept; beyond it all are forgotten, for most rest on a day gone by."""


class _Row(NamedTuple):
    """The columns of `_SIGNED_IN`; one row for each party, or one without."""

    person_id: int
    login: str
    name_ko: str
    name_en: str
    extra_roles: str
    stamp: str | None
    fades: bool
    party_id: int | None


def viewer(services: Services, connection: Connection, token: str, now: datetime) -> Viewer | None:
    """Give the person whose session this token opens; None when it opens none."""
    return viewer_found(services, connection, ask_viewer(services, connection, token, now), now)


def ask_viewer(services: Services, connection: Connection, token: str, now: datetime) -> Any:
    """Send the question behind `viewer` and give the driver's cursor, for who sends it together with others."""
    return _SIGNED_IN(connection, presented(services.settings, token, now))


def viewer_found(services: Services, connection: Connection, answer: Any, now: datetime) -> Viewer | None:
    """Read the answer to `ask_viewer`."""
    rows = [_Row._make(row) for row in answer]
    if not rows:
        return None
    found = rows[0]
    held = _roles(services, connection, found, city_date(now))
    return Viewer(
        person_id=found.person_id,
        login=found.login,
        name_ko=found.name_ko,
        name_en=found.name_en,
        roles=held.union(read_document(found.extra_roles)),
        parties=frozenset(row.party_id for row in rows if row.party_id is not None),
        fades=bool(found.fades),
    )


def _roles(services: Services, connection: Connection, found: _Row, on: date) -> frozenset[str]:
    """Give what the registers say of somebody's roles, remembered for as long as nobody moves and the day lasts."""
    key = (found.stamp, on, found.person_id)
    roles = services.roles.get(key)
    if roles is None:
        if len(services.roles) >= MOST_REMEMBERED:
            services.roles.clear()
        roles = services.roles[key] = roles_of(connection, found.person_id, on)
    return roles


_SIGNED_IN = Prepared(
    select(
        person.c.id,
        person.c.login,
        person.c.name_ko,
        person.c.name_en,
        account.c.extra_roles,
        select(staff_stamp.c.stamp).scalar_subquery(),
        FADES,
        party_person.c.party_id,
    )
    .select_from(
        LIVING.join(person, person.c.id == session.c.person_id).outerjoin(
            party_person, party_person.c.person_id == person.c.id
        )
    )
    .where(LIVES)
)
"""All in one question: whoever signed out, lost the account or a role is seen as such by the very next request."""


def viewers(connection: Connection, now: datetime) -> tuple[Viewer, ...]:
    """Give everybody with an active account and their roles, in the order of entry; parties are left out."""
    held = everybodys_roles(connection, city_date(now))
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
            roles=frozenset(row.extra_roles) | held.get(row.id, set()),
            parties=frozenset(),
        )
        for row in rows
    )
