"""Counts every statement that reaches a database driver, and can strike at one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from workflows import runtime
from workflows.records import prepared
from workflows.records.prepared import Parameters, Prepared
from workflows.services import Services


class Counter:
    """The statements of one block, in order."""

    def __init__(self) -> None:
        self.seen: list[str] = []


@contextmanager
def counting(services: Services, strike: Callable[[int], None] = lambda number: None) -> Iterator[Counter]:
    """Count statements inside the block; `strike(n)` is called before the n-th (from 1) runs and may raise or kill.

    The commit is the last one, named COMMIT.
    """
    database, counter = services.database, Counter()
    services.let_go()  # a connection looks for listeners when it is opened

    def see(sql: str) -> None:
        counter.seen.append(sql)
        strike(len(counter.seen))

    def through_core(_c: Any, _cursor: Any, sql: str, *_more: Any) -> None:
        see(sql)

    run, commit = Prepared.run, runtime._commit

    def at_commit(connection: sa.Connection) -> None:
        see("COMMIT")
        commit(connection)

    def through_driver(
        self: Prepared, driver: Any, dialect: sa.Dialect, parameters: Parameters | list[Parameters]
    ) -> Any:
        see((self._compiled.get(dialect.name) or self._compile(dialect)).sql)
        return run(self, driver, dialect, parameters)

    sa.event.listen(database, "before_cursor_execute", through_core)
    runtime._commit = at_commit
    prepared.Prepared.run = through_driver  # type: ignore[method-assign]  # undone below
    try:
        yield counter
    finally:
        prepared.Prepared.run = run  # type: ignore[method-assign]
        sa.event.remove(database, "before_cursor_execute", through_core)
        runtime._commit = commit
        services.let_go()
