"""What an operator should know about the installation: each thing looked at is in order, broken, or not in use."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from messages import Language
from workflows.errors import JoryeError
from workflows.queries.prefect_address import prefect_address
from workflows.queries.scheduled_flows import PrefectUnreachable, ScheduledFlow, scheduled_flows
from workflows.records.database import open_database
from workflows.records.incident import incident
from workflows.records.instance import instance
from workflows.records.migrations import check_migrated
from workflows.records.outbox import outbox
from workflows.records.sweep import sweep
from workflows.records.timer import timer
from workflows.settings import Settings

SWEEP_AGE = timedelta(minutes=5)
"""Older than this, the last sweep says that the scheduler no longer runs, whatever its own health check says."""
LATE = timedelta(minutes=1)
"""The dispatcher wakes what is due within two seconds; the sweep within a minute."""

State = Literal["ok", "fail", "skip"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `name` is a key of `messages/cli.*.toml` below `doctor`, `detail` a number or reason."""

    name: str
    state: State
    detail: str = ""


def health(settings: Settings, now: datetime, language: Language = "ko") -> tuple[Check, ...]:
    """Look at everything, reasons in `language`; a database that cannot be opened leaves the rest that is in it out."""
    checks = [_secret(settings)]
    try:
        database = open_database(settings.database_url)
    except JoryeError as error:
        checks.append(Check("database", "fail", error.text(language)))
    except (SQLAlchemyError, OSError) as error:
        checks.append(Check("database", "fail", str(error).partition("\n")[0]))
    else:
        checks += [Check("database", "ok", database.dialect.name), *_in_database(database, settings, now, language)]
        database.dispose()
    return (*checks, *_prefect(settings, now))


def sweep_age(connection: Connection, now: datetime) -> timedelta | None:
    """Give how long ago the last sweep came to its end; None when there was none yet."""
    finished = connection.execute(select(func.max(sweep.c.finished_at))).scalar_one()
    return None if finished is None else now - finished


def _secret(settings: Settings) -> Check:
    path = settings.data_folder / "secret"
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return Check("secret", "skip", str(path))
    return Check("secret", "fail" if mode & 0o077 else "ok", f"{path} {mode:04o}")


def _in_database(database: Engine, settings: Settings, now: datetime, language: Language) -> list[Check]:
    with database.connect() as connection:
        try:
            check_migrated(connection)
        except JoryeError as error:
            return [Check("migrations", "fail", error.text(language))]
        looks: tuple[Callable[[Connection, datetime], Check], ...] = (_incidents, _overdue)
        found = [Check("migrations", "ok"), *(look(connection, now) for look in looks)]
        return [*found, _sweep(connection, settings, now)]


def _sweep(connection: Connection, settings: Settings, now: datetime) -> Check:
    age = sweep_age(connection, now)
    if not settings.prefect and age is None:
        return Check("sweep", "skip")
    late = age is None or age > SWEEP_AGE
    return Check("sweep", "fail" if late else "ok", "-" if age is None else f"{int(age.total_seconds())} s")


def _incidents(connection: Connection, now: datetime) -> Check:
    waiting = select(func.count()).select_from(incident).where(incident.c.resolved_at.is_(None))
    return _count("incidents", connection.execute(waiting).scalar_one())


def _overdue(connection: Connection, now: datetime) -> Check:
    running, moving = instance.c.status == "running", instance.c.status != "suspended"
    timers = select(func.count()).select_from(timer.join(instance)).where(running, timer.c.next_at < now - LATE)
    waits = outbox.c.status.in_(("ready", "leased"))
    jobs = select(func.count()).select_from(outbox.join(instance)).where(moving, waits, outbox.c.next_at < now - LATE)
    return _count("overdue", connection.execute(timers).scalar_one() + connection.execute(jobs).scalar_one())


def _count(name: str, number: int) -> Check:
    return Check(name, "fail" if number else "ok", str(number))


def _prefect(settings: Settings, now: datetime) -> list[Check]:
    address = prefect_address(settings)
    if address is None:
        return [Check("prefect", "skip"), Check("schedules", "skip")]
    try:
        flows = scheduled_flows(address)
    except PrefectUnreachable as error:
        return [Check("prefect", "fail", str(error)), Check("schedules", "skip")]
    return [Check("prefect", "ok", address.url), _schedules(flows, now)]


def _schedules(flows: tuple[ScheduledFlow, ...], now: datetime) -> Check:
    """A scheduler can be up and plan nothing: its own health check sees neither that nor a paused flow."""
    without = [flow.name for flow in flows if flow.paused or flow.next_run is None or flow.next_run < now - SWEEP_AGE]
    if not flows or without:
        return Check("schedules", "fail", ", ".join(without) or "-")
    return Check("schedules", "ok", str(len(flows)))
