"""Tells running cases that the fiscal year has ended: the report on it is due two months later.

지방보조금법 제17조제1항 (the end of the fiscal year is one of the three reasons), 시행령 제9조제1항.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, text

from workflows.clock import city_date
from workflows.errors import NobodyWaits
from workflows.records.instance import instance
from workflows.records.schedule_ledger import schedule_ledger
from workflows.records.subscription import subscription
from workflows.records.types import Moment
from workflows.runtime import begin, read
from workflows.services import Services
from workflows.use_cases.deliver_message import deliver_message

MESSAGE = "fiscal_year_ended"
"""A process that must report on each fiscal year waits for this message; its payload is `{"fiscal_year": 2026}`."""

_ENTER = text(
    "INSERT INTO schedule_ledger (process_id, period, instance_id, started_at)"
    " VALUES (:process_id, :period, :instance_id, :started_at) ON CONFLICT (process_id, period) DO NOTHING"
).bindparams(bindparam("started_at", type_=Moment))


def open_year_end_reports(services: Services, *, now: datetime) -> int:
    """Deliver the message of the year that ended last to each case begun in it or before, once; gives how many."""
    year = city_date(now).year - 1
    return sum(_tell(services, instance_id, year, now) for instance_id in _waiting(services, year))


def _waiting(services: Services, year: int) -> list[int]:
    waiting = (
        select(instance.c.id, instance.c.started_at)
        .join(subscription, subscription.c.instance_id == instance.c.id)
        .where(subscription.c.kind == "message", subscription.c.name == MESSAGE, instance.c.status == "running")
        .distinct()
        .order_by(instance.c.id)
    )
    with read(services) as connection:
        told = select(schedule_ledger.c.instance_id).where(
            schedule_ledger.c.process_id == MESSAGE, schedule_ledger.c.period.startswith(f"{year}/")
        )
        done = set(connection.scalars(told))
        rows = connection.execute(waiting).all()
    return [each for each, begun in rows if each not in done and city_date(begun).year <= year]


def _tell(services: Services, instance_id: int, year: int, now: datetime) -> bool:
    entry = {"process_id": MESSAGE, "period": f"{year}/{instance_id}", "instance_id": instance_id, "started_at": now}
    try:
        with begin(services) as uow:
            if uow.connection.execute(_ENTER, entry).rowcount != 1:
                return False  # another worker was faster
            deliver_message(uow, MESSAGE, payload={"fiscal_year": year}, instance_id=instance_id, now=now)
    except NobodyWaits:
        return False  # the case went on since we looked
    return True
