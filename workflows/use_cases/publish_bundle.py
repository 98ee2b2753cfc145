"""Publishes a process: checked by every rule, numbered, never changed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bpmn.bundle import Bundle
from workflows.instances.bundles import pack_files
from workflows.instances.gate import refuse_errors
from workflows.records.definition import definition
from workflows.runtime import UnitOfWork


@dataclass(frozen=True, slots=True)
class Published:
    """A version of a process; `fresh` when this call made it."""

    definition_id: int
    number: int
    fresh: bool


def publish_bundle(uow: UnitOfWork, bundle: Bundle, *, actor: int | None, now: datetime) -> Published:
    """Store a bundle as the next version, or give the current one when nothing changed.

    Running instances stay with the version they began with. Raises bpmn.engine.errors.Refused with every error that the
    rules find; warnings do not keep it back.
    """
    refuse_errors(uow.services, bundle)
    newest = select(definition.c.id, definition.c.number, definition.c.digest).where(
        definition.c.process_id == bundle.process_id
    )
    current = uow.connection.execute(newest.order_by(definition.c.number.desc()).limit(1)).first()
    if current is not None and current.digest == bundle.digest:
        return Published(current.id, current.number, fresh=False)
    number = 1 if current is None else current.number + 1
    stored = uow.connection.execute(
        insert(definition)
        .values(
            process_id=bundle.process_id,
            number=number,
            digest=bundle.digest,
            title=bundle.title,
            title_en=bundle.title_en,
            files=pack_files(bundle.files),
            published_at=now,
            published_by=actor,
        )
        .returning(definition.c.id)
    )
    return Published(int(stored.scalar_one()), number, fresh=True)
