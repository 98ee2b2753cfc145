"""Starts an instance of a published process (진행 건)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, bindparam, text

from tasks.registers import serials
from workflows.clock import city_date
from workflows.errors import BusinessKeyTaken
from workflows.instances import ProcessInstance
from workflows.instances.bundles import published_bundle
from workflows.instances.statements import INSTANCE_COLUMNS
from workflows.instances.versions import CURRENT, Version, as_version
from workflows.instances.writes import Entry
from workflows.records.prepared import Prepared
from workflows.records.types import Moment
from workflows.runtime import UnitOfWork


@dataclass(frozen=True, slots=True)
class Started:
    """A new instance and its business key (관리번호)."""

    instance_id: int
    business_key: str


def start_process(
    uow: UnitOfWork,
    process_id: str,
    values: Mapping[str, Any],
    *,
    now: datetime,
    actor: int | None = None,
    business_key: str = "",
    title: str = "",
    party_id: int | None = None,
    start_event: str = "",
) -> Started:
    """Start the version now in effect with its first data; without a business key the next number of the year is given.

    Raises NotPublished, BusinessKeyTaken, and what the engine raises for an unknown start event.
    """
    version = _current(uow, process_id, now)
    key = business_key or _next_key(uow, process_id, now)
    bundle = published_bundle(uow, version.id)
    step = uow.services.engine.start(bundle, values, now, start_event=start_event)
    row = {
        "definition_id": version.id,
        "process_id": process_id,
        "business_key": key,
        "title": title or version.title,
        "starter_id": actor,
        "party_id": party_id,
        "state": step.state,
        "started_at": now,
    }
    inserted = _INSERT(uow.connection, row).fetchone()
    if inserted is None:
        raise BusinessKeyTaken(process_id=process_id, business_key=key)
    instance = ProcessInstance(uow, inserted)
    instance.follow(step, now, actor)
    instance.record(Entry("started", now, actor, body={"business_key": key, "version": version.number}))
    return Started(instance.id, key)


_INSERT = Prepared(
    text(
        "INSERT INTO instance (definition_id, process_id, business_key, title, starter_id, party_id, status, version,"
        " state, chain, open_incidents, started_at) VALUES (:definition_id, :process_id, :business_key, :title,"
        " :starter_id, :party_id, 'running', 0, :state, '', 0, :started_at)"
        f" ON CONFLICT (process_id, business_key) DO NOTHING RETURNING {', '.join(c.name for c in INSTANCE_COLUMNS)}"
    ).bindparams(bindparam("started_at", type_=Moment), bindparam("state", type_=LargeBinary))
)


_COUNT = Prepared(serials.COUNT)


def _current(uow: UnitOfWork, process_id: str, now: datetime) -> Version:
    with uow.together():  # with the driver's own BEGIN
        asked = CURRENT(uow.connection, {"process_id": process_id, "on": city_date(now)})
    return as_version(process_id, asked.fetchone())


def _next_key(uow: UnitOfWork, process_id: str, now: datetime) -> str:
    year = city_date(now).year
    (number,) = _COUNT(uow.connection, {"series": process_id, "year": year}).fetchone()
    return f"{process_id}/{year}-{number:04}"
