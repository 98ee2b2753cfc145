"""Databases for the registers: SQLite always, PostgreSQL when `JORYE_TEST_POSTGRES` names a server.

`connection` is an empty city, `town` the demonstration city; what a test changes is undone after it.
"""

from __future__ import annotations

import os
import tomllib
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, make_url, text

from tasks.registers.load import load
from tasks.registers.schema import metadata

DEMO = Path(__file__).parents[2] / "workflows" / "demo" / "anyang.toml"
POSTGRES = os.environ.get("JORYE_TEST_POSTGRES", "")
needs_postgres = [pytest.mark.postgres, pytest.mark.skipif(not POSTGRES, reason="JORYE_TEST_POSTGRES is not set")]
BOTH = ["sqlite", pytest.param("postgres", marks=needs_postgres)]


def new_sqlite() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    metadata.create_all(engine)
    return engine


def new_postgres() -> Iterator[Engine]:
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


def load_demo(engine: Engine) -> Engine:
    with engine.begin() as opened:
        load(opened, tomllib.loads(DEMO.read_text("utf-8")), date(2027, 1, 4))
    return engine


def undone(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened
        opened.rollback()


@pytest.fixture(scope="session")
def sqlite() -> Engine:
    """An SQLite database in memory with every register in it."""
    return new_sqlite()


@pytest.fixture(scope="session")
def sqlite_town() -> Engine:
    """The same with the demonstration city."""
    return load_demo(new_sqlite())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Engine]:
    """A PostgreSQL database of this run with every register in it."""
    yield from new_postgres()


@pytest.fixture(scope="session")
def postgres_town() -> Iterator[Engine]:
    """The same with the demonstration city."""
    for engine in new_postgres():
        yield load_demo(engine)


@pytest.fixture
def own_postgres_town() -> Iterator[Engine]:
    """A demonstration city on PostgreSQL for one test alone, for what must be committed."""
    if not POSTGRES:
        pytest.skip("JORYE_TEST_POSTGRES is not set")
    for engine in new_postgres():
        yield load_demo(engine)


@pytest.fixture(params=BOTH)
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """An empty city."""
    yield from undone(request.getfixturevalue(request.param))


@pytest.fixture(params=BOTH)
def town(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """The demonstration city as loaded on 4 January 2027."""
    yield from undone(request.getfixturevalue(f"{request.param}_town"))
