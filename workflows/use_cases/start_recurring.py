"""Starts what recurs, exactly once per process and period, however often and from however many places it is tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, text

from workflows.errors import BusinessKeyTaken
from workflows.records.instance import instance
from workflows.records.schedule_ledger import schedule_ledger
from workflows.records.types import Moment
from workflows.runtime import UnitOfWork
from workflows.use_cases.start_process import Started, start_process

_ENTER = text(
    "INSERT INTO schedule_ledger (process_id, period, instance_id, started_at)"
    " VALUES (:process_id, :period, :instance_id, :started_at) ON CONFLICT (process_id, period) DO NOTHING"
).bindparams(bindparam("started_at", type_=Moment))


def start_recurring(
    uow: UnitOfWork, process_id: str, period: str, values: Mapping[str, Any], *, now: datetime, title: str = ""
) -> Started | None:
    """Start the instance of a period (for example the fiscal year "2027"); None when it was already started.

    The ledger entry and the instance are one commit, with the business key `process/period` as the second lock: an
    instance that a person started under that key counts too.
    """
    done = (schedule_ledger.c.process_id == process_id) & (schedule_ledger.c.period == period)
    if uow.connection.execute(select(schedule_ledger.c.instance_id).where(done)).first() is not None:
        return None
    key = f"{process_id}/{period}"
    try:
        started = start_process(uow, process_id, values, business_key=key, title=title, now=now)
    except BusinessKeyTaken:
        started = None
    known = (instance.c.process_id == process_id) & (instance.c.business_key == key)
    instance_id = uow.connection.execute(select(instance.c.id).where(known)).scalar_one()
    uow.connection.execute(
        _ENTER, {"process_id": process_id, "period": period, "instance_id": instance_id, "started_at": now}
    )
    return started
