"""Next year's annual plan starts by itself, exactly once, on the day or as soon as anybody looks (dossier T29)."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import select

from tests.kit.city import City
from workflows.records.instance import instance
from workflows.use_cases.start_annual_plans import PROCESS, due_fiscal_years, start_annual_plans
from workflows.use_cases.start_process import start_process
from workflows.use_cases.start_recurring import start_recurring


def plans(city: City) -> list[str]:
    """List the business keys of the annual plans there are."""
    with city.connection() as connection:
        found = select(instance.c.business_key).where(instance.c.process_id == PROCESS).order_by(instance.c.id)
        return list(connection.scalars(found))


def start(city: City) -> list[str]:
    """Do what the flow does."""
    return [plan.business_key for plan in start_annual_plans(city.services, now=city.clock.now())]


@pytest.fixture
def published(city: City) -> City:
    """Publish the annual plan's process."""
    city.publish(PROCESS)
    return city


def test_nothing_is_due_before_the_process_is_published(city: City) -> None:
    assert [] == start(city)


def test_the_plan_of_the_year_is_started_if_nobody_has(published: City) -> None:
    assert ["annual_plan/2027"] == start(published)
    assert ["annual_plan/2027"] == plans(published)


def test_trying_again_starts_nothing(published: City) -> None:
    start(published)
    assert [] == start(published)
    assert ["annual_plan/2027"] == plans(published)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2027-06-30T23:59:59+09:00", []),
        ("2027-07-01T00:00:00+09:00", ["annual_plan/2028"]),
        ("2027-12-31T12:00:00+09:00", ["annual_plan/2028"]),
        ("2029-08-15T12:00:00+09:00", ["annual_plan/2028", "annual_plan/2029", "annual_plan/2030"]),
    ],
)
def test_the_next_year_is_due_from_the_first_of_july_in_seoul(
    published: City, moment: str, expected: list[str]
) -> None:
    start(published)
    published.set_time(moment)
    assert expected == start(published)


def test_a_plan_that_a_person_started_under_the_years_key_counts(published: City) -> None:
    officer, now = published.person("officer1"), published.clock.now()
    with published.unit_of_work() as uow:
        start_process(uow, PROCESS, {"fiscal_year": 2027}, actor=officer, business_key="annual_plan/2027", now=now)
    assert [] == start(published)
    with published.connection() as connection:
        assert [] == due_fiscal_years(connection, date(2027, 1, 4))


def test_eight_schedulers_at_once_start_one_plan(published: City) -> None:
    began: list[str] = []
    faults: list[Exception] = []

    def try_it() -> None:
        try:
            began.extend(start(published))
        except Exception as fault:  # noqa: BLE001 -- the test must see whatever a thread dies of
            faults.append(fault)

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == faults
    assert ["annual_plan/2027"] == began == plans(published)


def test_a_period_that_was_started_is_not_started_again(published: City) -> None:
    with published.unit_of_work() as uow:
        first = start_recurring(uow, PROCESS, "2031", {"fiscal_year": 2031}, now=published.clock.now())
    with published.unit_of_work() as uow:
        second = start_recurring(uow, PROCESS, "2031", {"fiscal_year": 2031}, now=published.clock.now())
    assert (True, None) == (first is not None, second)
