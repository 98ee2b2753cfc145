"""Transactions: `begin` opens the one transaction of a use case and is the only place that commits; `read` only looks.

On SQLite one transaction writes at a time (an in-process queue, then `BEGIN IMMEDIATE` against other processes); on
PostgreSQL transactions of different instances run side by side and a row lock keeps those of one instance apart.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.forms import Form
from tasks.registry import Operation, Rule
from workflows.clock import Clock
from workflows.errors import Conflict, JoryeError
from workflows.settings import Settings


@dataclass(frozen=True)
class Services:
    """The parts every use case may need, put together once in `workflows.bootstrap`."""

    settings: Settings
    database: sa.Engine
    engine: Engine
    clock: Clock
    operations: Mapping[str, Operation]
    rules: Mapping[str, Rule]
    functions: Mapping[str, Callable[..., Any]]
    """What expressions in diagrams and forms may call."""
    bundles: dict[int, Bundle] = field(default_factory=dict)
    """Published bundles by definition id; they never change, so they are read once."""
    forms: dict[tuple[str, str, str], Form] = field(default_factory=dict)
    """Forms that were read, by bundle digest, process and form id."""
    assignments: dict[Any, dict[int, int | None]] = field(default_factory=dict)
    """Who may do a task, by everything the answer rests on (`instances.candidates`)."""
    strangers: dict[bytes, tuple[int, datetime | None]] = field(default_factory=dict)
    """Failed sign-ins under logins that nobody has, and until when each must wait."""
    failures: dict[str, tuple[datetime, ...]] = field(default_factory=dict)
    """When sign-ins failed lately, by the address they came from (`http.sign_in_pace`)."""
    roles: dict[Any, frozenset[str]] = field(default_factory=dict)
    """Roles of people, by everything they rest on (`queries.viewer`)."""
    on_commit: list[Callable[[], None]] = field(default_factory=list)
    """Called after a commit that left work to be done at once, so that a sleeping dispatcher looks at it."""
    writer: threading.Lock = field(default_factory=threading.Lock)
    spare: list[Connection] = field(default_factory=list)
    """The connection of the last transaction, kept open: to open one costs as much as two statements."""

    @cached_property
    def view(self) -> sa.Engine:
        """The database for looking only; it shares the connections."""
        if self.database.dialect.name == "sqlite":
            return self.database
        return self.database.execution_options(isolation_level="AUTOCOMMIT")

    @cached_property
    def writing(self) -> sa.Engine:
        """The database for transactions; it shares the connections."""
        return self.database.execution_options(writes=True)

    def let_go(self) -> None:
        """Close the connections that nobody uses."""
        while self.spare:
            self.spare.pop().close()
        self.database.dispose()

    @cached_property
    def external_operations(self) -> frozenset[str]:
        """Operations that must never run inside a transaction, whatever the diagram says."""
        return frozenset(name for name, operation in self.operations.items() if operation.execution == "external")


@dataclass
class UnitOfWork:
    """One open transaction; leaving its `with` block commits it, an exception undoes it."""

    services: Services
    connection: Connection
    left_work: bool = False
    """Whether the outbox got anything; timers are always due later, and the dispatcher looks every second anyway."""
    _survivors: list[Callable[[UnitOfWork], None]] = field(default_factory=list)

    def even_if_refused(self, write: Callable[[UnitOfWork], None]) -> None:
        """Have `write` done in a transaction of its own when this one is refused: what was typed must not be lost."""
        self._survivors.append(write)

    def together(self) -> AbstractContextManager[Any]:
        """Send the statements run inside to the database in one round trip, where the driver can (a pipeline)."""
        if self.connection.dialect.name == "postgresql":
            driver: Any = self.connection.connection.driver_connection
            return driver.pipeline()  # type: ignore[no-any-return]  # the driver is untyped to SQLAlchemy
        return nullcontext()


@contextmanager
def begin(services: Services) -> Iterator[UnitOfWork]:
    """Open a transaction and commit it at the end; raises Conflict when the database chose another one instead."""
    survivors: list[Callable[[UnitOfWork], None]] = []
    try:
        with _transaction(services, survivors) as unit:
            yield unit
    except JoryeError:
        for write in survivors:
            with _transaction(services, []) as unit:
                write(unit)
        raise
    if unit.left_work:
        for wake in services.on_commit:
            wake()


@contextmanager
def read(services: Services) -> Iterator[Connection]:
    """Open a connection that writes nothing.

    On SQLite it sees one state throughout; on PostgreSQL each statement sees what was committed before it, so it needs
    no transaction, and none of the round trips that begin and end one.
    """
    with services.view.connect() as connection:
        yield connection


@contextmanager
def _transaction(services: Services, survivors: list[Callable[[UnitOfWork], None]]) -> Iterator[UnitOfWork]:
    one_writer = services.writer if services.database.dialect.name == "sqlite" else nullcontext()
    try:
        with one_writer:
            connection = _connected(services)
            try:
                transaction = connection.begin()
                yield UnitOfWork(services, connection, _survivors=survivors)
                _commit(connection, transaction)
            except BaseException:
                connection.close()  # undoes what is open
                raise
            _spare(services, connection)
    except _driver_errors(services) as error:
        if _chose_another(error):
            raise Conflict from error
        raise


def _connected(services: Services) -> Connection:
    try:
        return services.spare.pop()
    except IndexError:
        return services.writing.connect()


def _spare(services: Services, connection: Connection) -> None:
    """Keep a connection that served well for the next transaction, unless one is kept already."""
    if services.spare:
        connection.close()
    else:
        services.spare.append(connection)


def _commit(connection: Connection, transaction: sa.RootTransaction) -> None:
    try:
        transaction.commit()
    except BaseException:
        connection.invalidate()  # whatever it still holds open must not reach the next user of the pool
        raise


def _driver_errors(services: Services) -> tuple[type[Exception], ...]:
    driver: Any = services.database.dialect.loaded_dbapi
    return (sa.exc.OperationalError, driver.OperationalError)


_LOCKED = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's codes for a serialization failure, a deadlock and a lock that could not be had."""


def _chose_another(error: Exception) -> bool:
    cause: Any = error.orig if isinstance(error, sa.exc.OperationalError) else error
    return getattr(cause, "sqlstate", None) in _LOCKED or getattr(cause, "sqlite_errorname", "").startswith(
        "SQLITE_BUSY"
    )
