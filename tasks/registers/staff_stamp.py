"""A mark that changes whenever who holds, stands in for or sits in something changes.

Whoever asks often who may act keeps the answer beside the mark, and asks again when the mark is another one. It is
random, not counted: a number that was rolled back would come again and mean something else.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import CheckConstraint, Column, Integer, String, Table

from tasks.registers.committees import committee
from tasks.registers.deputies import absence, person_deputy, post_deputy
from tasks.registers.divisions import division
from tasks.registers.members import member
from tasks.registers.metadata import metadata
from tasks.registers.offices import committee_office
from tasks.registers.people import person
from tasks.registers.posts import post, post_holder, post_role
from tasks.registers.roles import role_holder
from tasks.registers.triggers import Event, declare, postgresql_trigger

staff_stamp = Table(
    "staff_stamp",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("stamp", String, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Set a new mark after `event` on `table`."""

    table: str
    event: Event

    @property
    def name(self) -> str:
        """Name of the trigger in the database."""
        return f"{self.table}_{self.event.lower()}_stamps_staff"

    def sqlite(self) -> tuple[str, ...]:
        """Statements for SQLite."""
        step = f"{_SET.format(value='hex(randomblob(16))')};"
        return (f"CREATE TRIGGER IF NOT EXISTS {self.name} AFTER {self.event} ON {self.table} BEGIN {step} END",)

    def postgresql(self) -> tuple[str, ...]:
        """Statements for PostgreSQL."""
        body = f"BEGIN {_SET.format(value='gen_random_uuid()::text')}; RETURN NULL; END"
        return postgresql_trigger(self.name, f"AFTER {self.event} ON {self.table}", body)


_SET = "INSERT INTO staff_stamp (id, stamp) VALUES (1, {value}) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp"
_STAFF = (
    person, division, post, post_role, post_holder, role_holder, absence, post_deputy, person_deputy,
    committee, member, committee_office,
)  # fmt: skip
_EVENTS: tuple[Event, ...] = ("INSERT", "UPDATE", "DELETE")

declare(*(Stamp(table.name, event) for table in _STAFF for event in _EVENTS))
