"""Databases for tests: SQLite always, PostgreSQL too when JORYE_TEST_POSTGRES names a server.

A migrated, filled template is made once per run and copied for each test.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from workflows.records.database import open_database
from workflows.records.migrations import migrate

POSTGRES = os.environ.get("JORYE_TEST_POSTGRES", "")
STORES = ["sqlite", *(["postgresql"] if POSTGRES else [])]
ON_ONE_STORE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""For tests of how a page looks, of what is drawn and typed in it without being saved, and of dry runs, whose city is
always SQLite: which database it was read from does not show. What people do, and that what they save is kept, is tested
on each; of the long walks at a browser one is taken on each, for the same is done on each without a browser.
"""


@dataclass
class Store:
    """One kind of database, and the templates made on it in this run."""

    name: str
    folder: Path
    _templates: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def copy(self, template: str, fill: Callable[[str], None]) -> Iterator[str]:
        """Give the address of a fresh copy of a template; the first one of its name is filled by `fill(address)`."""
        if template not in self._templates:
            address = self._new()
            database = open_database(address)
            migrate(database)
            database.dispose()
            fill(address)
            self._templates[template] = address
        yield from self._for_a_while(self._templates[template])

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Give the address of a database without tables."""
        yield from self._for_a_while()

    def drop(self) -> None:
        """Remove the templates."""
        for address in self._templates.values():
            self._remove(address)

    def _for_a_while(self, template: str = "") -> Iterator[str]:
        address = self._new(template)
        try:
            yield address
        finally:
            self._remove(address)  # at once: thousands of them together would fill a disk

    def _new(self, template: str = "") -> str:
        name = f"jorye_test_{uuid.uuid4().hex[:16]}"
        if self.name == "sqlite":
            path = self.folder / f"{name}.sqlite3"
            if template:
                shutil.copyfile(_database(template), path)
            return f"sqlite:///{path}"
        _administer(f'CREATE DATABASE "{name}" TEMPLATE "{_database(template) if template else "template0"}"')
        return sa.make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)

    def _remove(self, address: str) -> None:
        if self.name == "sqlite":
            for left in self.folder.glob(f"{Path(_database(address)).name}*"):
                left.unlink()
        else:
            _administer(f'DROP DATABASE IF EXISTS "{_database(address)}" WITH (FORCE)')


def _database(address: str) -> str:
    return sa.make_url(address).database or ""


@cache
def _administration() -> sa.Engine:
    return sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")


def _administer(statement: str) -> None:
    with _administration().connect() as connection:
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
    with store.copy("empty", lambda address: None) as address:
        engine = open_database(address)
        yield engine
        engine.dispose()
