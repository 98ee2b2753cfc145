"""Nobody forgets a deadline or a term: each is told in time, and told once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from tasks.registers.members import member
from tasks.registers.people import person
from tests.kit.city import City
from workflows.queries.notices import unread_notices
from workflows.records.notice import notice
from workflows.use_cases.read_notice import read_notice
from workflows.use_cases.send_daily_digest import send_daily_digest
from workflows.use_cases.watch_deadlines import watch_deadlines
from workflows.use_cases.watch_terms import watch_terms


def watch(city: City) -> int:
    """Do what the deadline watch does."""
    with city.unit_of_work() as uow:
        return watch_deadlines(uow, now=city.clock.now())


def told(city: City, login: str) -> list[str]:
    """Give what a person reads above their tasks, the oldest first."""
    with city.connection() as connection:
        return [each.text("en") for each in reversed(unread_notices(connection, city.person(login)))]


def kinds(city: City, login: str) -> list[str]:
    """Give the kinds of everything a person was told or mailed."""
    with city.connection() as connection:
        found = select(notice.c.kind).where(notice.c.person_id == city.person(login)).order_by(notice.c.created_at)
        return list(connection.scalars(found))


def test_reminders_come_30_7_and_1_day_before_and_once_when_it_is_late(city: City) -> None:
    case = city.start("kit_deadline", by="officer1")
    assert "2027-03-04" == str(city.task(case, "report").due_on)
    came = {}
    for number in range(1, 75):
        day = date(2027, 1, 4) + timedelta(days=number)
        city.set_time(f"{day}T07:10+09:00")
        if watch(city):
            came[f"{day:%m-%d}"] = kinds(city, "officer1")[-1]
        assert watch(city) == 0
    assert {"02-02": "deadline", "02-25": "deadline", "03-03": "deadline", "03-05": "late"} == came


def test_a_reminder_says_what_when_and_why(city: City) -> None:
    case = city.start("kit_deadline", by="officer1")
    city.advance(days=30)
    watch(city)
    [sentence] = told(city, "officer1")
    assert all(word in sentence for word in ("Report", "Deadline drill 2027-0001", "2027-03-04", "시행령 제9조제1항"))
    assert 1 == case


def test_a_step_that_lies_before_the_task_was_opened_is_left_out(city: City) -> None:
    city.start("kit_deadline", by="officer1")
    city.advance(days=56)  # 1 March: the scheduler was away while 30 and 7 days were left
    assert 2 == watch(city)
    assert ["deadline"] == kinds(city, "officer1")


def test_only_who_took_the_task_is_reminded(city: City) -> None:
    case = city.start("kit_deadline", by="officer1")
    city.claim(case, "report", by="officer2")
    city.advance(days=30)
    watch(city)
    assert [] == told(city, "officer1")
    assert 1 == len(told(city, "officer2"))


def test_a_notice_that_was_read_is_not_shown_again(city: City) -> None:
    city.start("kit_deadline", by="officer1")
    city.advance(days=30)
    watch(city)
    with city.unit_of_work() as uow:
        [row] = unread_notices(uow.connection, city.person("officer1"))
        read_notice(uow, row.reason, actor=city.person("officer2"), now=city.clock.now())
        assert 1 == len(unread_notices(uow.connection, city.person("officer1")))
        read_notice(uow, row.reason, actor=city.person("officer1"), now=city.clock.now())
    assert [] == told(city, "officer1")
    assert 0 == watch(city)


@pytest.mark.parametrize(
    ("days_before", "told_now"), [(91, False), (90, True), (60, True), (45, True), (30, True), (0, True)]
)
def test_the_end_of_a_term_is_told_90_60_and_30_days_before(city: City, days_before: int, told_now: bool) -> None:
    ends = _only_term_of(city, "member1")
    city.set_time(f"{ends - timedelta(days=days_before)}T07:00+09:00")
    with city.unit_of_work() as uow:
        watch_terms(uow, now=city.clock.now())
        assert 0 == watch_terms(uow, now=city.clock.now())
    assert (["term"] if told_now else []) == kinds(city, "member1")


def test_the_secretary_is_told_of_every_term_step(city: City) -> None:
    ends = _only_term_of(city, "member1")
    for days in (90, 60, 30):
        city.set_time(f"{ends - timedelta(days=days)}T07:00+09:00")
        with city.unit_of_work() as uow:
            watch_terms(uow, now=city.clock.now())
    assert ["term"] * 3 == kinds(city, "division_head1")


def test_the_digest_counts_open_and_late_tasks_once_a_day(city: City) -> None:
    city.start("kit_deadline", by="officer1")
    city.start("kit_deadline", by="officer1")
    city.set_time("2027-03-05T08:00+09:00")
    assert (2, 0) == (digest(city), digest(city))
    with city.connection() as connection:
        mine = select(notice.c.params).where(notice.c.person_id == city.person("officer1"), notice.c.kind == "digest")
        params = connection.execute(mine).scalar_one()
    assert (2, 2) == (params["open"], params["overdue"])
    assert [] == told(city, "officer1")


@pytest.mark.parametrize("day_off", ["2027-01-09", "2027-01-10", "2027-02-08", "2027-03-01"])
def test_no_digest_comes_on_a_day_off(city: City, day_off: str) -> None:
    city.start("kit_deadline", by="officer1")
    city.set_time(f"{day_off}T08:00+09:00")
    assert 0 == digest(city)


def digest(city: City) -> int:
    """Do what the digest's flow does."""
    with city.unit_of_work() as uow:
        return send_daily_digest(uow, now=city.clock.now())


def _only_term_of(city: City, login: str) -> date:
    """Give when a member's term ends, everybody else's moved out of sight."""
    with city.unit_of_work() as uow:
        who = select(person.c.id).where(person.c.login == login).scalar_subquery()
        others = update(member).where(member.c.to_day.is_not(None), member.c.person_id != who)
        ends = uow.connection.execute(select(member.c.to_day).where(member.c.person_id == who)).scalar_one()
        uow.connection.execute(others.values(to_day=ends + timedelta(days=2000)))
    return ends
