"""What happened to a process in the studio, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from messages import Language
from workflows.drafts.accepted import DEEDS, Item
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

    @property
    def accepted(self) -> tuple[Item, ...]:
        """Give what the publisher accepted; nothing for another kind."""
        return tuple(self.about.get("accepted", ()))

    def words(self, language: Language) -> dict[str, Any]:
        """Give what fills the sentence in the language of the page."""
        said = [each[language] for each in self.accepted]
        quoted = ", ".join(f"‘{each}’" for each in said)
        return {"titles": quoted if self.kind == "examples_accepted" else " ".join(said), **self.about}


def studio_history(connection: Connection, process_id: str) -> tuple[DeedRow, ...]:
    """List the last hundred entries about a process."""
    return _deeds(connection, _of(process_id).order_by(studio_log.c.id.desc()).limit(SHOWN))


def accepted_with(connection: Connection, process_id: str, number: int) -> tuple[DeedRow, ...]:
    """List what whoever published a version accepted with it."""
    of_kind = _of(process_id).where(studio_log.c.kind.in_(DEEDS)).order_by(studio_log.c.id)
    return tuple(each for each in _deeds(connection, of_kind) if each.about.get("number") == number)


def _of(process_id: str) -> Select[Any]:
    return select(studio_log).where(studio_log.c.process_id == process_id)


def _deeds(connection: Connection, wanted: Select[Any]) -> tuple[DeedRow, ...]:
    rows = connection.execute(wanted).all()
    names = names_of(connection, [row.actor_id for row in rows])
    return tuple(DeedRow(row.at, row.kind, names.get(row.actor_id), row.body) for row in rows)
