"""Tells a committee's secretary and the member that a term is about to end: 90, 60 and 30 days before (dossier T23)."""

from __future__ import annotations

from datetime import datetime, timedelta

from tasks.registers import committees, members
from workflows.clock import city_date
from workflows.runtime import UnitOfWork
from workflows.use_cases.notify import News, notify

DAYS_BEFORE = (30, 60, 90)


def watch_terms(uow: UnitOfWork, *, now: datetime) -> int:
    """Leave the notices that are due, each once, and give how many were new.

    A term of office does not roll over weekends; `days` counts calendar days in the city. A watch that was missed is
    caught up by the next run, with the nearest step only.
    """
    today = city_date(now)
    left = 0
    for member in members.terms_ending(uow.connection, today, today + timedelta(days=max(DAYS_BEFORE))):
        if member.to_day is None:
            continue
        step = next(days for days in DAYS_BEFORE if member.to_day <= today + timedelta(days=days))
        committee = committees.get(uow.connection, member.committee)
        news = News(
            reason=f"term/{member.id}/{member.to_day}/{step}",
            kind="term",
            params={"committee": committee.name_ko, "committee_en": committee.name_en, "to_day": member.to_day},
        )
        secretary = committees.secretary(uow.connection, member.committee, today)
        left += notify(uow, {member.person_id, *({secretary.person_id} if secretary else ())}, news, now=now)
    return left
