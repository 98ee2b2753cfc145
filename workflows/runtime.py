"""Transactions: `begin` opens the one transaction of a use case and is the only place that commits; `read…` only looks.

On SQLite one transaction writes at a time (an in-process queue, then `BEGIN IMMEDIATE` against other processes), and
those that waited share a commit (`records.one_writer`). On PostgreSQL transactions of different instances run side by
side and a row lock keeps those of one instance apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from bpmn.bundle import Bundle
from workflows.errors import Conflict, JoryeError
from workflows.records.database import BEGIN_WRITING, CALLS_AT_WORK, driver_of, has_begun, together
from workflows.records.lost_races import chose_another, driver_errors
from workflows.records.one_writer import Shared
from workflows.records.prepared import Write
from workflows.services import Services


@dataclass
class UnitOfWork:
    """One open transaction; leaving its `with` block commits it, an exception undoes it."""

    services: Services
    _connection: Connection
    left_work: bool = False
    """Whether the outbox got anything; timers are always due later, and the dispatcher looks every second anyway."""
    bundles: dict[int, Bundle] = field(default_factory=dict)
    """Published bundles read in it: others are served them once it is committed, for until then they may vanish."""
    _survivors: list[Callable[[UnitOfWork], None]] = field(default_factory=list)
    _waiting: list[Write] = field(default_factory=list)

    @property
    def connection(self) -> Connection:
        """The connection that holds the transaction; whoever asks for it finds everything written."""
        if self._waiting:
            with self.together():
                self.send()
        return self._connection

    def write(self, *writes: Write) -> None:
        """Have statements run before anything else is asked, at the latest in one round trip with the commit.

        Nobody sees how many rows they found: one that must find its row is `Expecting`.
        """
        self._waiting += writes

    def send(self) -> None:
        """Send what waits to be written."""
        waiting, self._waiting = self._waiting, []
        driver, dialect = driver_of(self._connection), self._connection.dialect
        for statement, rows in waiting:
            statement.run(driver, dialect, rows)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Do a part of the work behind a savepoint: an exception undoes that part alone, and is raised."""
        savepoint = self.connection.begin_nested()
        try:
            yield
            _ = self.connection  # whoever asks finds everything written: before the savepoint is released
            savepoint.commit()
        except BaseException:
            self._waiting = []
            savepoint.rollback()
            raise

    def even_if_refused(self, write: Callable[[UnitOfWork], None]) -> None:
        """Have `write` done in a transaction of its own when this one is refused: what was typed must not be lost."""
        self._survivors.append(write)

    def together(self) -> AbstractContextManager[Any]:
        """Send the statements run inside to the database in one round trip."""
        return together(self._connection)


@contextmanager
def begin(services: Services) -> Iterator[UnitOfWork]:
    """Open a transaction and commit it at the end; raises Conflict when the database chose another one instead."""
    opened = _in_turn if services.database.dialect.name == "sqlite" else _alone
    survivors: list[Callable[[UnitOfWork], None]] = []
    try:
        try:
            with opened(services, survivors) as unit:
                yield unit
        except driver_errors(services.database) as error:
            if chose_another(error):
                raise Conflict from error  # a refusal like any other: what was typed survives it too
            raise
    except JoryeError:
        for write in survivors:
            with begin(services) as unit:
                write(unit)
        raise
    services.bundles.update(unit.bundles)
    if unit.left_work:
        for wake in services.on_commit:
            wake()


@contextmanager
def read(services: Services) -> Iterator[Connection]:
    """Open a connection that writes nothing.

    On SQLite it sees one state throughout; on PostgreSQL each statement sees what was committed before it, so it needs
    no transaction, and none of the round trips that begin and end one.
    """
    connection = _popped(services.views) or services.view.connect()
    try:
        yield connection
        connection.rollback()  # so that the next look sees what is new
    except BaseException:
        connection.close()
        raise
    if len(services.views) < CALLS_AT_WORK:
        services.views.append(connection)
    else:
        connection.close()


@contextmanager
def read_one_moment(services: Services) -> Iterator[Connection]:
    """Open a connection that writes nothing and sees one state throughout, whatever is committed meanwhile.

    What asks many questions about one thing, as a page does, would else draw a case half before and half after a step.
    """
    if services.database.dialect.name == "sqlite":
        with read(services) as connection:
            yield connection
    else:
        with services.moment.connect() as connection:
            yield connection


@contextmanager
def _alone(services: Services, survivors: list[Callable[[UnitOfWork], None]]) -> Iterator[UnitOfWork]:
    """Open a transaction that runs beside others: the driver begins it with the first statement."""
    connection = _connected(services)
    try:
        unit = UnitOfWork(services, connection, _survivors=survivors)
        yield unit
        with unit.together() if unit._waiting and has_begun(connection) else nullcontext():
            unit.send()
            _commit(connection)
    except BaseException:
        connection.close()  # undoes what is open
        raise
    _spare(services, connection)


@contextmanager
def _in_turn(services: Services, survivors: list[Callable[[UnitOfWork], None]]) -> Iterator[UnitOfWork]:
    """Open a transaction, or go on in the one that was left open: whoever ends with nobody behind commits for all.

    What fails is undone by itself. Even then the answer waits for the commit: it may speak of what others did in it.
    """
    shared = services.writer.take() or _opened(services)
    try:
        unit = UnitOfWork(services, shared.connection, _survivors=survivors)
        with _marked(driver_of(shared.connection)) if shared.steps else nullcontext():
            yield unit
            unit.send()
        shared.step_done()
    finally:
        if _holds_steps(shared) and services.writer.hand_over(shared):
            shared.wait()
        else:
            _end(services, shared)


def _opened(services: Services) -> Shared:
    try:
        connection = _connected(services)
        try:
            driver_of(connection).execute(BEGIN_WRITING)
            return Shared(connection)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        services.writer.leave()
        raise


@contextmanager
def _marked(driver: Any) -> Iterator[None]:
    """Do one step of a transaction so that it can be undone alone; the first one needs no mark to go back to."""
    driver.execute("SAVEPOINT step")
    try:
        yield
    except BaseException:
        driver.execute("ROLLBACK TO step")
        raise
    finally:
        driver.execute("RELEASE step")


def _holds_steps(shared: Shared) -> bool:
    """Tell whether there is something to commit: nothing was refused alone in it, nor did the database let go of it."""
    driver = driver_of(shared.connection)
    return shared.steps > 0 and driver.in_transaction


def _end(services: Services, shared: Shared) -> None:
    """Commit what there is, tell everybody who waits for it, and let the next one write."""
    connection, fault = shared.connection, None
    try:
        if _holds_steps(shared):
            _commit(connection)
            _spare(services, connection)
        elif shared.steps:
            raise Conflict  # a full disk, for one: the database undid everything by itself
        else:
            connection.close()  # undoes what is open
    except BaseException as error:
        fault = error
        connection.close()
        raise
    finally:
        shared.settle(fault)
        services.writer.leave()


def _connected(services: Services) -> Connection:
    return _popped(services.spare) or services.writing.connect()


def _popped(kept: list[Connection]) -> Connection | None:
    try:
        return kept.pop()
    except IndexError:
        return None


def _spare(services: Services, connection: Connection) -> None:
    """Keep a connection that served well for the next transaction, unless one is kept already."""
    if services.spare:
        connection.close()
    else:
        services.spare.append(connection)


def _commit(connection: Connection) -> None:
    """Commit; SQLAlchemy has a transaction of its own inside only when it ran a statement (`records.prepared`)."""
    try:
        (connection if connection.in_transaction() else driver_of(connection)).commit()
    except BaseException:
        connection.invalidate()  # whatever it still holds open must not reach the next user of the pool
        raise
