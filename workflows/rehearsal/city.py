"""The throw-away city: a database of its own, invented people in every role, one process published as it is drafted."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from secrets import token_bytes
from typing import Any

from sqlalchemy import Connection

import messages
from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.forms import Form
from messages import Language
from tasks.contract import ServiceContext
from tasks.law.functions import FUNCTIONS
from tasks.registry import Operation, operations
from workflows.bootstrap import build
from workflows.dispatcher import next_due
from workflows.errors import JoryeError
from workflows.instances.versions import add_version
from workflows.records.database import open_database
from workflows.records.migrations import migrate
from workflows.rehearsal.clock import StandingClock
from workflows.rehearsal.furnish import furnish
from workflows.rehearsal.pretend_people import fill_roles
from workflows.rehearsal.readiness import require_running
from workflows.runtime import begin, read
from workflows.services import Services
from workflows.settings import PasswordCost, Settings
from workflows.use_cases.fire_timers import fire_timers
from workflows.use_cases.load_demo import load_people
from workflows.use_cases.run_jobs import run_jobs

OPENING = datetime.fromisoformat("2027-01-04T09:00+09:00")
"""When the invented people take office, at the latest; every rehearsal begins on this day or later."""
_CHEAP = PasswordCost(rounds=1, memory_kib=8, lanes=1)
_ENGINE = Engine(token_bytes(32), FUNCTIONS)
"""Shared by all rehearsals: it keeps what it compiled, and nothing of anybody's data."""
_FORMS: dict[tuple[str, str, str], Form] = {}
"""Shared as well: forms that were read, by bundle digest, process and form id."""
MOST_FORMS = 256
MOMENTS = 1_000
"""How many different moments may come due while time passes once."""
ROUNDS = 200
"""How often work of one and the same moment may bring further work."""


class NeverQuiet(JoryeError):  # noqa: N818  # named for what the process does
    """Something comes due again and again, so the case never comes to rest."""

    def text(self, language: Language = "ko") -> str:
        """Say what to look for."""
        return messages.text("examples.never_quiet", language)


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that would have gone out: the operation and what it was given."""

    operation: str
    parameters: Mapping[str, Any]


@dataclass
class RehearsalCity:
    """A city that lasts as long as the rehearsal."""

    services: Services
    clock: StandingClock
    sent: list[Sent] = field(default_factory=list)

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Look into its registers."""
        with read(self.services) as connection:
            yield connection

    def settle(self) -> None:
        """Do everything that is due now; raises NeverQuiet when there is no end of it."""
        now = self.clock.now()
        for _ in range(ROUNDS):
            if not fire_timers(self.services, now=now) + run_jobs(self.services, now=now):
                return
        raise NeverQuiet

    def pass_to(self, moment: datetime) -> None:
        """Let time pass; what comes due on the way happens at its own moment. Raises NeverQuiet."""
        for _ in range(MOMENTS):
            due = next_due(self.services)
            if due is None or due > moment:
                self.clock.set(moment)
                return
            self.clock.set(due)
            self.settle()
        raise NeverQuiet


@contextmanager
def rehearsal(bundle: Bundle, at: datetime = OPENING) -> Iterator[RehearsalCity]:
    """Open a throw-away city in which the bundle is in effect; raises Refused for one that cannot run.

    Everything lies in a temporary folder, which is gone afterwards.
    """
    require_running(_ENGINE, bundle)
    with tempfile.TemporaryDirectory(prefix="jorye-rehearsal-") as name:
        folder = Path(name)
        settings = _settings(folder)
        (folder / "city.sqlite3").write_bytes(_template())
        clock = StandingClock(max(at, OPENING))
        built = build(settings, clock=clock)
        city = RehearsalCity(built, clock)
        city.services = replace(built, engine=_ENGINE, operations=_indoors(city.sent), forms=_forms())
        try:
            with begin(city.services) as uow:
                add_version(uow, bundle, 1, actor=None, now=clock.now())
            yield city
        finally:
            city.services.let_go()


def _settings(folder: Path) -> Settings:
    address = f"sqlite:///{folder / 'city.sqlite3'}"
    return Settings(data_folder=folder, database_url=address, demo=True, prefect=False, password_cost=_CHEAP)


@cache
def _template() -> bytes:
    """Make the database of a city with people, registers and a basic plan, without any process; once per program."""
    with tempfile.TemporaryDirectory(prefix="jorye-rehearsal-") as name:
        settings = _settings(Path(name))
        database = open_database(settings.database_url)
        migrate(database)
        database.dispose()
        services = build(settings, clock=StandingClock(OPENING))
        with begin(services) as uow:
            load_people(uow, now=OPENING)
            fill_roles(uow, now=OPENING)
            furnish(uow.connection)
        services.let_go()
        with closing(sqlite3.connect(Path(name) / "city.sqlite3", isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(Path(name) / "whole.sqlite3"),))
        return (Path(name) / "whole.sqlite3").read_bytes()


def _forms() -> dict[tuple[str, str, str], Form]:
    """Give the forms that were read, all forgotten when they are many, for most are of drafts that changed since."""
    if len(_FORMS) > MOST_FORMS:
        _FORMS.clear()
    return _FORMS


def _indoors(sent: list[Sent]) -> dict[str, Operation]:
    """Give the operations; those that reach outside only note what they were asked for."""
    return {
        name: replace(each, function=_noting(name, sent)) if each.execution == "external" else each
        for name, each in operations().items()
    }


def _noting(name: str, sent: list[Sent]) -> Callable[..., Mapping[str, Any]]:
    def run(context: ServiceContext, **parameters: Any) -> Mapping[str, Any]:
        sent.append(Sent(name, parameters))
        return {}

    return run
