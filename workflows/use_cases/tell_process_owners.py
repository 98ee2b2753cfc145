"""Tells the process owners who may decide a submission that it waits for one of them."""

from __future__ import annotations

from datetime import datetime

from bpmn.bundle import Bundle
from tasks.registers.roles import people_with_role
from workflows.clock import city_date
from workflows.runtime import UnitOfWork
from workflows.use_cases.notify import News, notify


def tell_process_owners(
    uow: UnitOfWork, submission_id: int, bundle: Bundle, *, without: frozenset[int], now: datetime
) -> None:
    """Leave a notice for every process owner except those `without` the right, who wrote it."""
    owners = people_with_role(uow.connection, "process_owner", city_date(now)) - without
    notify(uow, sorted(owners), submission_news(submission_id, "waiting", bundle), now=now)


def submission_news(submission_id: int, kind: str, bundle: Bundle) -> News:
    """Say what happened to a submission (`waiting`, `returned`, `published`), with its page to open."""
    return News(
        reason=f"submission/{submission_id}/{kind}",
        kind=f"submission_{kind}",
        params={"process": bundle.title, "process_en": bundle.title_en or bundle.title},
        path=f"/studio/{bundle.process_id}/submissions/{submission_id}",
    )
