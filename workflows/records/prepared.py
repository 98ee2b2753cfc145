"""Statements written in SQLAlchemy Core, compiled once per database, run on the driver's own cursor.

The ten statements that every finished task needs cost a third of what they cost when built and compiled each time
(docs/explanation/one-transaction.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement

Parameters = Mapping[str, Any]


Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    order: tuple[str, ...]
    """Parameters in the order of the placeholders; empty when the driver takes them by name."""
    converters: tuple[tuple[str, Converter], ...]
    """Parameters that the driver wants in another form, with what makes it."""
    constants: Mapping[str, Any]
    """What the statement itself says, already as the driver wants it."""

    def bind(self, parameters: Parameters) -> Any:
        given = {**self.constants, **parameters}
        for name, convert in self.converters:
            given[name] = convert(given[name])
        return [given[name] for name in self.order] if self.order else given


class Prepared:
    """One hot statement; call it with a connection and the values of its parameters, or a list of them."""

    def __init__(self, statement: ClauseElement, *, columns: Sequence[str] | None = None) -> None:
        self._statement = statement
        self._columns = list(columns) if columns is not None else None
        self._compiled: dict[str, _Compiled] = {}

    def __call__(self, connection: Connection, parameters: Parameters | Sequence[Parameters]) -> Any:
        """Run it inside the connection's transaction and give the driver's cursor."""
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        cursor = connection.connection.cursor()
        if isinstance(parameters, Mapping):
            cursor.execute(compiled.sql, compiled.bind(parameters))
        elif len(parameters) == 1:
            cursor.execute(compiled.sql, compiled.bind(parameters[0]))
        else:
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
        order = getattr(found, "positiontup", None)
        needed = tuple((name, convert) for name, convert in converters.items() if convert is not None)
        compiled = _Compiled(found.string, tuple(order or ()), needed, constants)
        self._compiled[dialect.name] = compiled
        return compiled
