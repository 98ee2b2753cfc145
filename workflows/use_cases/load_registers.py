"""Fills the registers from a city's data file: its people and posts, committees, programmes, budget, plans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from tasks.registers.guard import require
from tasks.registers.load import load
from tasks.registers.people import person
from workflows.clock import city_date
from workflows.records.account import NO_PASSWORD, account
from workflows.rights import EVERY_ROLE
from workflows.runtime import UnitOfWork
from workflows.use_cases.create_account import create_account

KNOWN_ROLES = EVERY_ROLE | {"councillor", "official"}
"""The roles that rights and lanes know, and what the registers ask of who is seated in a committee."""


def load_registers(uow: UnitOfWork, data: Mapping[str, Any], *, now: datetime) -> tuple[str, ...]:
    """Enter what the registers do not hold yet; everybody gets an account, without a password until one is set.

    `data` is a read TOML file (docs/reference/registers.md). Gives the logins that are new; raises GuardError.
    """
    load(uow.connection, data, on=city_date(now))
    _require_known_roles(data)
    without = select(person.c.id, person.c.login).where(person.c.id.not_in(select(account.c.person_id)))
    new = uow.connection.execute(without.order_by(person.c.id)).all()
    for person_id, login in new:
        create_account(uow, login, password_hash=NO_PASSWORD, person_id=person_id, now=now)
    return tuple(login for _, login in new)


def _require_known_roles(data: Mapping[str, Any]) -> None:
    for section, name in (("post", "code"), ("person", "login")):
        for entry in data.get(section, ()):
            unknown = sorted(set(entry.get("roles", ())) - KNOWN_ROLES)
            known = ", ".join(sorted(KNOWN_ROLES))
            require(
                not unknown, "role_unknown", section=section, entry=entry[name], roles=", ".join(unknown), known=known
            )
