"""What happened to a process in the studio, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from workflows.queries.names import Name, names_of
from workflows.records.studio_log import studio_log

SHOWN = 100


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One entry; `about` fills the sentence of its kind."""

    at: datetime
    kind: str
    actor: Name | None
    about: Mapping[str, Any]


def studio_history(connection: Connection, process_id: str) -> tuple[DeedRow, ...]:
    """List the last hundred entries about a process."""
    of_process = select(studio_log).where(studio_log.c.process_id == process_id)
    rows = connection.execute(of_process.order_by(studio_log.c.id.desc()).limit(SHOWN)).all()
    names = names_of(connection, [row.actor_id for row in rows])
    return tuple(DeedRow(row.at, row.kind, names.get(row.actor_id), row.body) for row in rows)
