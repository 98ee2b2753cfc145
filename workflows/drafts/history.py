"""The studio's own history: who opened, changed, handed over, returned, published or restored what."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import insert

from workflows.records.studio_log import studio_log
from workflows.runtime import UnitOfWork

Deed = Literal[
    "opened",
    "imported",
    "imported_in_part",
    "changed",
    "discarded",
    "submitted",
    "withdrawn",
    "returned",
    "published",
    "examples_accepted",
    "findings_accepted",
    "restored",
]
"""What can be written; sentences in `messages/studio.*.toml` below `deed`."""


def record_deed(
    uow: UnitOfWork, process_id: str, deed: Deed, *, actor: int | None, now: datetime, **about: Any
) -> None:
    """Append an entry; `about` holds what its sentence names (`number`, `note`, `reason`, `file`)."""
    row = {"process_id": process_id, "at": now, "kind": deed, "actor_id": actor, "body": about}
    uow.connection.execute(insert(studio_log).values(row))
