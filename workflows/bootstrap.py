"""The one place where the parts meet."""

from __future__ import annotations

from bpmn.engine import Engine
from tasks.law.functions import FUNCTIONS
from tasks.registry import operations, rules
from workflows.clock import Clock, SystemClock, demo_clock
from workflows.records.database import open_database
from workflows.records.migrations import check_migrated
from workflows.services import Services
from workflows.settings import Settings


def build(settings: Settings, *, clock: Clock | None = None) -> Services:
    """Put the services together on a migrated database; raises as `open_database` does, and NotMigrated."""
    database = open_database(settings.database_url)
    with database.connect() as connection:
        check_migrated(connection)
    return Services(
        settings=settings,
        database=database,
        engine=Engine(settings.secret, FUNCTIONS),
        clock=clock or _clock(settings),
        operations=operations(),
        rules=rules(),
        functions=FUNCTIONS,
    )


def _clock(settings: Settings) -> Clock:
    return demo_clock(settings.data_folder) if settings.demo else SystemClock()
