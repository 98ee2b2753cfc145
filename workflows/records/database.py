"""Opens the database and refuses one that would forget what it acknowledged.

SQLite: write-ahead log, `synchronous=FULL`, foreign keys on; with `NORMAL` a power cut loses acknowledged work.
PostgreSQL (15 or newer): `fsync`, `synchronous_commit` and `full_page_writes` on.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event

from workflows.errors import DatabaseTooOld, NotDurable, SettingWrong
from workflows.settings import make_folder

AT_WORK = 12
"""Requests for pages that are worked on at the same time. Each holds a view and a transaction, at times a second view:
the pool below must have room for all of them, the dispatcher and the schedules, or they would wait for each other."""
CALLS_AT_WORK = 4
"""The same for calls of the API, which are short: more of them at a time would only push each other aside, for Python
runs one thread at a time. The others wait in the order in which they came."""
_POOL = {"pool_size": 16, "max_overflow": 3 * (AT_WORK + CALLS_AT_WORK) + 8 - 16}

OLDEST_POSTGRESQL = 15

BEGIN_WRITING = "BEGIN IMMEDIATE"
"""How SQLite takes its one place for a writer at once, instead of with the first change."""

_SQLITE_PRAGMAS = ("busy_timeout=10000", "synchronous=FULL", "foreign_keys=ON")
_SWITCH_WITHIN = 10.0
"""Seconds in which a new file must have got its write-ahead log, as long as anybody waits for a busy database."""
_SQLITE_PROMISES = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
_POSTGRESQL_PROMISES = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def open_database(url: str) -> Engine:
    """Open the database at a SQLAlchemy address and check its promises.

    Raises SettingWrong for an address that is neither SQLite nor PostgreSQL, DatabaseTooOld, NotDurable naming the
    setting to change.
    """
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = _open_sqlite(address)
    elif address.get_backend_name() == "postgresql":
        engine = sa.create_engine(address.set(drivername="postgresql+psycopg"), **_POOL)
    else:
        raise SettingWrong(name="JORYE_DATABASE_URL", value=address, expects="sqlite:/// / postgresql+psycopg://")
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            check_version(connection.dialect.server_version_info or ())
        check_durable(connection)
    return engine


def check_version(postgresql: tuple[Any, ...]) -> None:
    """Raise DatabaseTooOld for a server that is older than what the tests run on."""
    if postgresql < (OLDEST_POSTGRESQL,):
        raise DatabaseTooOld(found=".".join(map(str, postgresql)), oldest=OLDEST_POSTGRESQL)


def check_durable(connection: Connection) -> None:
    """Raise NotDurable unless the database keeps what it acknowledged through a power cut."""
    sqlite = connection.dialect.name == "sqlite"
    for name, expected in (_SQLITE_PROMISES if sqlite else _POSTGRESQL_PROMISES).items():
        question = f"PRAGMA {name}" if sqlite else f"SHOW {name}"
        found = str(connection.exec_driver_sql(question).scalar_one()).lower()
        if found != expected:
            raise NotDurable(name=name, value=found, expects=expected)


def _open_sqlite(address: sa.URL) -> Engine:
    if address.database:
        make_folder(Path(address.database).parent)
    engine = sa.create_engine(address.set(drivername="sqlite"), poolclass=sa.QueuePool, **_POOL)
    event.listen(engine, "connect", _promise)
    event.listen(engine, "begin", _begin)
    return engine


def _promise(driver: Any, _record: object) -> None:
    driver.isolation_level = None  # otherwise the driver begins transactions by itself, and late
    for pragma in _SQLITE_PRAGMAS:
        driver.execute(f"PRAGMA {pragma}")
    _switch_to_log(driver)


def _switch_to_log(driver: Any) -> None:
    """Give the file its write-ahead log.

    Programs that open a new file in the same moment get in each other's way here, and SQLite refuses this one switch at
    once instead of waiting for `busy_timeout`.
    """
    given_up = time.monotonic() + _SWITCH_WITHIN
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as refusal:
            if refusal.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > given_up:
                raise
            time.sleep(0.005)
        else:
            return


def _begin(connection: Connection) -> None:
    driver = driver_of(connection)
    if not driver.in_transaction:  # a unit of work has begun one already
        writes = connection.get_execution_options().get("writes", False)
        driver.execute(BEGIN_WRITING if writes else "BEGIN")  # a third of what the long way through Core takes


def driver_of(connection: Connection) -> Any:
    """Give the driver's own connection."""
    return connection.connection.dbapi_connection


def has_begun(connection: Connection) -> bool:
    """Tell whether PostgreSQL's driver knows of a transaction: in a pipeline it commits none that it has just begun."""
    return bool(driver_of(connection).pgconn.transaction_status)


def is_far(connection: Connection) -> bool:
    """Tell whether a question goes to another program, so that one asked ahead spares its way there and back."""
    return connection.dialect.name == "postgresql"


def together(connection: Connection) -> AbstractContextManager[Any]:
    """Send the statements run inside to the database in one round trip, where the driver can (a pipeline)."""
    if is_far(connection):
        return driver_of(connection).pipeline()  # type: ignore[no-any-return]  # untyped to SQLAlchemy
    return nullcontext()
