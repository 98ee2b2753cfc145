"""Databases for tests: SQLite always, PostgreSQL too when JORYE_TEST_POSTGRES names a server.

A migrated, filled template is made once per run and copied for each test.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from workflows.records.database import open_database
from workflows.records.migrations import migrate

POSTGRES = os.environ.get("JORYE_TEST_POSTGRES", "")
STORES = ["sqlite", *(["postgresql"] if POSTGRES else [])]


@dataclass
class Store:
    """One kind of database, and the templates made on it in this run."""

    name: str
    folder: Path
    _templates: dict[str, str] = field(default_factory=dict)
    _made: list[str] = field(default_factory=list)

    def copy(self, template: str, fill: Callable[[str], None]) -> str:
        """Give the address of a fresh copy of a template; the first one of its name is filled by `fill(address)`."""
        if template not in self._templates:
            address = self._new()
            database = open_database(address)
            migrate(database)
            database.dispose()
            fill(address)
            self._templates[template] = address
        return self._new(self._templates[template])

    def empty(self) -> str:
        """Give the address of a database without tables."""
        return self._new()

    def drop(self) -> None:
        """Remove everything that was made."""
        for name in self._made:
            _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _new(self, template: str = "") -> str:
        name = f"jorye_test_{uuid.uuid4().hex[:16]}"
        if self.name == "sqlite":
            path = self.folder / f"{name}.sqlite3"
            if template:
                shutil.copyfile(sa.make_url(template).database or "", path)
            return f"sqlite:///{path}"
        source = sa.make_url(template).database if template else "template0"
        _administer(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        self._made.append(name)
        return sa.make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


def _administer(statement: str) -> None:
    engine = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


@pytest.fixture(scope="session", params=STORES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give each kind of database that this machine can run."""
    made = Store(request.param, tmp_path_factory.mktemp(request.param))
    yield made
    made.drop()


@pytest.fixture
def database(store: Store) -> Iterator[sa.Engine]:
    """Give a migrated database without content."""
    engine = open_database(store.copy("empty", lambda address: None))
    yield engine
    engine.dispose()
