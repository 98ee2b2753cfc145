"""Publishes a process that comes with the program, without undoing what this installation has made of it since."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bpmn.bundle import Bundle
from workflows.instances.versions import newest_version
from workflows.records.definition import definition
from workflows.runtime import UnitOfWork
from workflows.use_cases.publish_bundle import Published, publish_bundle


def publish_supplied(uow: UnitOfWork, bundle: Bundle, *, now: datetime) -> Published:
    """Store a supplied bundle as the next version when the program brings something new; else give the newest version.

    A process whose newest version was made in the studio, or imported by an operator, belongs to this installation: it
    is left as it is. What the program brought before is old. Raises bpmn.engine.errors.Refused.
    """
    newest = newest_version(uow.connection, bundle.process_id)
    if newest is not None and (newest.ours or _known(uow, bundle)):
        return Published(newest.id, newest.number, fresh=False)
    return publish_bundle(uow, bundle, actor=None, now=now)


def _known(uow: UnitOfWork, bundle: Bundle) -> bool:
    same = (definition.c.process_id == bundle.process_id) & (definition.c.digest == bundle.digest)
    return uow.connection.execute(select(definition.c.id).where(same).limit(1)).first() is not None
