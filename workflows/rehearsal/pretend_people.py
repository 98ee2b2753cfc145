"""Somebody in every role that a city's own content adds and nobody of the demonstration holds."""

from __future__ import annotations

from datetime import datetime

import messages
from messages import Language
from tasks.registers.roles import people_with_role
from workflows.clock import city_date
from workflows.rights import EVERY_ROLE
from workflows.runtime import UnitOfWork
from workflows.use_cases.load_registers import load_registers


def fill_roles(uow: UnitOfWork, *, now: datetime) -> None:
    """Enter one person for each role that nobody holds that day: the role's code is the login, its name the name."""
    today = city_date(now)
    empty = [role for role in sorted(EVERY_ROLE) if not people_with_role(uow.connection, role, today)]
    people = [
        {"login": role, "name_ko": _name(role, "ko"), "name_en": _name(role, "en"), "roles": [role], "since": today}
        for role in empty
    ]
    load_registers(uow, {"person": people}, now=now)


def _name(role: str, language: Language) -> str:
    return messages.catalogue("web", language).get(f"role.{role}", role)
