"""Wakes everything that is due and was missed: timers and jobs, whoever should have woken them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, text

from workflows.records.types import Moment
from workflows.runtime import begin
from workflows.services import Services
from workflows.use_cases.fire_timers import fire_timers
from workflows.use_cases.run_jobs import run_jobs

_NOTE = text(
    "INSERT INTO sweep (name, finished_at, woken) VALUES (:name, :finished_at, :woken)"
    " ON CONFLICT (name) DO UPDATE SET finished_at = excluded.finished_at, woken = excluded.woken"
).bindparams(bindparam("finished_at", type_=Moment))


def sweep(services: Services, *, now: datetime, name: str = "sweep") -> int:
    """Fire due timers and run due jobs, note the time for the watchdog, and give how much was found asleep."""
    woken = fire_timers(services, now=now) + run_jobs(services, now=now)
    with begin(services) as uow:
        uow.connection.execute(_NOTE, {"name": name, "finished_at": now, "woken": woken})
    return woken
