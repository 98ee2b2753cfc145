"""Databases for the registers: SQLite always, PostgreSQL when `JORYE_TEST_POSTGRES` names a server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

from tasks.registers.schema import metadata

POSTGRES = os.environ.get("JORYE_TEST_POSTGRES", "")
needs_postgres = [pytest.mark.postgres, pytest.mark.skipif(not POSTGRES, reason="JORYE_TEST_POSTGRES is not set")]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Engine]:
    """A PostgreSQL database of this run with every register in it."""
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    name = f"registers_{uuid.uuid4().hex[:12]}"
    with server.connect() as admin:
        admin.execute(text(f"CREATE DATABASE {name}"))
    engine = create_engine(make_url(POSTGRES).set(database=name))
    metadata.create_all(engine)
    yield engine
    engine.dispose()
    with server.connect() as admin:
        admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def sqlite() -> Engine:
    """An SQLite database in memory with every register in it."""
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    metadata.create_all(engine)
    return engine


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=needs_postgres)])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A connection whose changes are undone after the test, on each database."""
    engine: Engine = request.getfixturevalue(request.param)
    with engine.connect() as opened:
        yield opened
        opened.rollback()
