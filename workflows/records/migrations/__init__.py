"""Brings a database's tables to this version of the program, one numbered step after the other (Alembic)."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData

import tasks.registers
from tasks.registers.metadata import metadata as registers
from workflows.errors import NotMigrated
from workflows.records import metadata as records

_LOCK = 7_014_001
"""Any number, the same everywhere: keeps two replicas from migrating one PostgreSQL at the same time."""


def all_tables() -> tuple[MetaData, MetaData]:
    """Give the tables of the registers and of the running side, every register imported."""
    for found in pkgutil.iter_modules(tasks.registers.__path__):
        importlib.import_module(f"tasks.registers.{found.name}")
    return registers, records


def migrate(database: Engine) -> None:
    """Create or upgrade the tables in one transaction; a database already at this version is left alone."""
    with database.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        command.upgrade(_configuration(connection), "head")


def check_migrated(connection: Connection) -> None:
    """Raise NotMigrated unless the database's tables are those of this version."""
    found = MigrationContext.configure(connection).get_current_revision() or "0"
    if found != _newest():
        raise NotMigrated(found=found, expected=_newest())


@cache
def _newest() -> str | None:
    return ScriptDirectory(Path(__file__).parent).get_current_head()


def _configuration(connection: Connection) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent))
    configuration.attributes["connection"] = connection
    return configuration
