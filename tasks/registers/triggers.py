"""Rules of the database that CHECK and UNIQUE cannot say: refusals and effects, the same words on both databases.

Each register declares its own below its tables; `metadata.create_all` creates them, and migrations take the same
statements from `statements(dialect)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, event

from tasks.registers.metadata import metadata

Event = Literal["INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Refuse a row before it is written when `condition` (SQL over NEW and OLD) holds.

    The error carries `jorye:<code>`. `lock` is a query PostgreSQL runs first, so that two transactions cannot both
    pass a condition that only one may; SQLite has one writer and needs none.
    """

    code: str
    table: str
    event: Event
    condition: str
    lock: str = ""

    @property
    def name(self) -> str:
        """Name of the trigger in the database."""
        return f"{self.table}_{self.event.lower()}_{self.code}"

    def sqlite(self) -> tuple[str, ...]:
        """Statements for SQLite."""
        body = f"WHEN {self.condition} BEGIN SELECT RAISE(ABORT, 'jorye:{self.code}'); END"
        return (f"CREATE TRIGGER IF NOT EXISTS {self.name} BEFORE {self.event} ON {self.table} {body}",)

    def postgresql(self) -> tuple[str, ...]:
        """Statements for PostgreSQL."""
        lock = f"PERFORM 1 FROM {self.lock}; " if self.lock else ""
        row = "OLD" if self.event == "DELETE" else "NEW"
        body = (
            f"BEGIN {lock}IF {self.condition} THEN "
            f"RAISE EXCEPTION 'jorye:{self.code}' USING ERRCODE = 'check_violation'; END IF; RETURN {row}; END"
        )
        return postgresql_trigger(self.name, f"BEFORE {self.event} ON {self.table}", body)


@dataclass(frozen=True, slots=True)
class Effect:
    """Do `effects` (SQL over NEW) after a row was inserted, whoever inserted it."""

    code: str
    table: str
    effects: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the trigger in the database."""
        return f"{self.table}_effect_{self.code}"

    def sqlite(self) -> tuple[str, ...]:
        """Statements for SQLite."""
        steps = " ".join(f"{step};" for step in self.effects)
        return (f"CREATE TRIGGER IF NOT EXISTS {self.name} AFTER INSERT ON {self.table} BEGIN {steps} END",)

    def postgresql(self) -> tuple[str, ...]:
        """Statements for PostgreSQL."""
        steps = " ".join(f"{step};" for step in self.effects)
        return postgresql_trigger(self.name, f"AFTER INSERT ON {self.table}", f"BEGIN {steps} RETURN NEW; END")


class Trigger(Protocol):
    """Anything that can say itself to both databases."""

    def sqlite(self) -> tuple[str, ...]:
        """Statements for SQLite."""
        ...

    def postgresql(self) -> tuple[str, ...]:
        """Statements for PostgreSQL."""
        ...


_declared: list[Trigger] = []


def declare(*triggers: Trigger) -> None:
    """Add a register's triggers to the schema."""
    _declared.extend(triggers)


def immutable(table: str, code: str, once: str = "1 = 1") -> tuple[Refusal, Refusal]:
    """Refuse to change or delete a row of `table` once `once` (SQL over OLD) holds."""
    return Refusal(code, table, "UPDATE", once), Refusal(code, table, "DELETE", once)


def statements(dialect: str) -> Iterator[str]:
    """Give every trigger statement for `sqlite` or `postgresql`, in the order of declaration; they may be run again."""
    for trigger in _declared:
        yield from trigger.sqlite() if dialect == "sqlite" else trigger.postgresql()


@event.listens_for(metadata, "after_create")
def _create(target: object, connection: Connection, **kw: Any) -> None:
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def postgresql_trigger(name: str, when: str, body: str) -> tuple[str, ...]:
    """Give a trigger for every row with a function of its own, `body` in PL/pgSQL."""
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE OR REPLACE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
