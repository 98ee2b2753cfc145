"""Statements written in SQLAlchemy Core, compiled once per database, run on the driver's own cursor.

The ten statements that every finished task needs cost a third of what they cost when built and compiled each time
(docs/explanation/one-transaction.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement

from workflows.errors import Conflict
from workflows.records.database import driver_of

Parameters = dict[str, Any]
Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    pick: Callable[[Parameters], Any]
    """Gives the parameters as the driver takes them: in the order of the placeholders, or by name."""
    converters: tuple[tuple[str, Converter], ...]
    """Parameters that the driver wants in another form, with what makes it."""
    constants: Mapping[str, Any]
    """What the statement itself says, already as the driver wants it."""

    def bind(self, parameters: Parameters) -> Any:
        if not (self.constants or self.converters):
            return self.pick(parameters)
        given = {**self.constants, **parameters}
        for name, convert in self.converters:
            given[name] = convert(given[name])
        return self.pick(given)


class Prepared:
    """One hot statement; call it with a connection and the values of its parameters, or a list of them."""

    def __init__(self, statement: ClauseElement, *, columns: Sequence[str] | None = None) -> None:
        self._statement = statement
        self._columns = list(columns) if columns is not None else None
        self._compiled: dict[str, _Compiled] = {}

    def __call__(self, connection: Connection, parameters: Parameters | Sequence[Parameters]) -> Any:
        """Run it inside the connection's transaction and give the driver's cursor."""
        return self.run(driver_of(connection), connection.dialect, parameters)

    def run(self, driver: Any, dialect: Dialect, parameters: Parameters | Sequence[Parameters]) -> Any:
        """Run it on the driver's own connection: who runs several looks for that only once."""
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        if isinstance(parameters, dict):
            return driver.execute(compiled.sql, compiled.bind(parameters))
        if len(parameters) == 1:
            return driver.execute(compiled.sql, compiled.bind(parameters[0]))
        cursor = driver.cursor()
        cursor.executemany(compiled.sql, [compiled.bind(each) for each in parameters])
        return cursor

    def _compile(self, dialect: Dialect) -> _Compiled:
        found = self._statement.compile(dialect=dialect, column_keys=self._columns)
        names: Mapping[str, Any] = getattr(found, "binds", {})
        converters = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in names.items()}
        constants = {name: bind.value for name, bind in names.items() if not bind.required}
        for name, value in constants.items():
            convert = converters.pop(name)
            constants[name] = value if convert is None else convert(value)
        needed = tuple((name, convert) for name, convert in converters.items() if convert is not None)
        compiled = _Compiled(
            self._text(found.string, dialect), _picker(getattr(found, "positiontup", None)), needed, constants
        )
        self._compiled[dialect.name] = compiled
        return compiled

    def _text(self, sql: str, dialect: Dialect) -> str:
        return sql


class Expecting(Prepared):
    """A change of exactly one row; raises Conflict when it is not found as expected.

    PostgreSQL says it itself, with the error `MISSED`, because nobody waits for the answer before the commit is sent:
    after an error nothing more of a pipeline is done, the commit neither.
    """

    def run(self, driver: Any, dialect: Dialect, parameters: Parameters | Sequence[Parameters]) -> Any:
        """Run it."""
        cursor = super().run(driver, dialect, parameters)
        if dialect.name == "sqlite" and cursor.rowcount != 1:
            raise Conflict
        return cursor

    def _text(self, sql: str, dialect: Dialect) -> str:
        if dialect.name == "sqlite":
            return sql
        return f"WITH changed AS ({sql} RETURNING 1) SELECT 1 / count(*) FROM changed"


Write = tuple[Prepared, Parameters | Sequence[Parameters]]
"""A statement, and the values of one row or of several."""

MISSED = "22012"
"""PostgreSQL's code for a division by zero: by the number of rows that an `Expecting` found."""


def _picker(order: Sequence[str] | None) -> Callable[[Parameters], Any]:
    if order is None:
        return dict
    return itemgetter(*order) if len(order) > 1 else lambda given: tuple(given[name] for name in order)
