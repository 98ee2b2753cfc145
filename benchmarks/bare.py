"""The floor: five statements on the same tables by the bare driver, and nothing computed."""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext
from typing import Any

import psycopg
import sqlalchemy as sa

from benchmarks.place import NOW, Place

STATE = b"s" * 300
BODY = "b" * 150

READ = (
    "SELECT i.id, i.definition_id, i.version, i.status, i.state, t.work_id, t.element, t.status"
    " FROM user_task t JOIN instance i ON i.id = t.instance_id WHERE t.id = ?"
)
INSERT_TASK = (
    "INSERT INTO user_task (id, instance_id, work_id, process_id, element, name, name_en, role, form, clauses, assign,"
    " distinct_from, local_values, status, opened_at, due_clause)"
    " VALUES (?, ?, ?, 'bench_case', 'next', '다음', 'Next', 'officer', '', '[]', 'lane', '[]', '{}', 'open', ?, '')"
)
INSERT_EVENT = (
    "INSERT INTO event_log (instance_id, seq, at, kind, actor_id, task_id, body, hash)"
    " VALUES (?, ?, ?, 'task_completed', ?, ?, ?, ?)"
)
UPDATE_INSTANCE = "UPDATE instance SET state = ?, version = version + 1 WHERE id = ? AND version = ?"
NEWEST = "SELECT id, number, title FROM definition WHERE process_id = ? ORDER BY number DESC LIMIT 1"
COUNT = (
    "INSERT INTO serial (series, year, last) VALUES ('bare', ?, 1)"
    " ON CONFLICT (series, year) DO UPDATE SET last = serial.last + 1 RETURNING last"
)
INSERT_INSTANCE = (
    "INSERT INTO instance (definition_id, process_id, business_key, title, starter_id, status, version, state, chain,"
    " open_incidents, started_at) VALUES (?, 'bare', ?, '측정', ?, 'running', 1, ?, '', 0, ?) RETURNING id"
)
UPDATE_TASK = (
    "UPDATE user_task SET status = 'completed', closed_at = ?, completed_by = ? WHERE id = ? AND status = 'open'"
)
FAR = 1_000_000
"""Beyond every number that the engine gives in a benchmark."""


class Bare:
    """One connection, its statements prepared as the driver does by itself."""

    def __init__(self, place: Place) -> None:
        self.person = place.officer
        self.sqlite = place.store == "sqlite"
        url = sa.make_url(place.settings.database_url)
        self.connection: Any = _sqlite(str(url.database)) if self.sqlite else _postgresql(url)
        self.moment: Any = NOW.isoformat(timespec="microseconds") if self.sqlite else NOW

    def complete(self, task_id: int, state: bytes = STATE) -> None:
        """Make one task's five statements durable; `state` is what replaces the instance's blob."""
        if self.sqlite:
            self.connection.execute("BEGIN IMMEDIATE")
        instance_id, _, version, *_ = self._run(READ if self.sqlite else f"{READ} FOR UPDATE OF i", task_id).fetchone()
        with nullcontext() if self.sqlite else self.connection.pipeline():
            self._run(UPDATE_INSTANCE, state, instance_id, version)
            self._run(UPDATE_TASK, self.moment, self.person, task_id)
            self._run(INSERT_TASK, FAR + task_id, instance_id, FAR + task_id % FAR, self.moment)
            self._run(INSERT_EVENT, instance_id, FAR + task_id % FAR, self.moment, self.person, task_id, BODY, "h" * 64)
        self.connection.execute("COMMIT") if self.sqlite else self.connection.commit()

    def start(self) -> None:
        """Make a new case's five statements durable: its version and number read, its row, task and history written."""
        if self.sqlite:
            self.connection.execute("BEGIN IMMEDIATE")
        version = self._run(NEWEST, "bench_case").fetchone()[0]
        number = self._run(COUNT, NOW.year).fetchone()[0]
        key = f"bare/{number}"
        instance_id = self._run(INSERT_INSTANCE, version, key, self.person, STATE, self.moment).fetchone()[0]
        with nullcontext() if self.sqlite else self.connection.pipeline():
            self._run(INSERT_TASK, FAR * instance_id, instance_id, 1, self.moment)
            self._run(INSERT_EVENT, instance_id, 1, self.moment, self.person, FAR * instance_id, BODY, "h" * 64)
        self.connection.execute("COMMIT") if self.sqlite else self.connection.commit()

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()

    def _run(self, sql: str, *values: Any) -> Any:
        return self.connection.execute(sql if self.sqlite else sql.replace("?", "%s"), values)


def _sqlite(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _postgresql(url: sa.URL) -> psycopg.Connection[Any]:
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
