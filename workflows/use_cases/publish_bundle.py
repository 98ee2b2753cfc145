"""Publishes a process: checked by every rule, numbered, never changed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bpmn.bundle import Bundle
from workflows.instances.gate import refuse_errors
from workflows.instances.versions import add_version, newest_version
from workflows.runtime import UnitOfWork


@dataclass(frozen=True, slots=True)
class Published:
    """A version of a process; `fresh` when this call made it."""

    definition_id: int
    number: int
    fresh: bool


def publish_bundle(uow: UnitOfWork, bundle: Bundle, *, actor: int | None, now: datetime, **about: Any) -> Published:
    """Store a bundle as the next version, or give the newest one when nothing changed; `about`: see `add_version`.

    Running instances stay with the version they began with. Raises bpmn.engine.errors.Refused with every error that the
    rules find; warnings do not keep it back.
    """
    refuse_errors(uow.services, bundle)
    newest = newest_version(uow.connection, bundle.process_id)
    if newest is not None and newest.digest == bundle.digest:
        return Published(newest.id, newest.number, fresh=False)
    number = newest.number + 1 if newest else 1
    return Published(add_version(uow, bundle, number, actor=actor, now=now, **about), number, fresh=True)
