"""Starting a case: its number, its version, and exactly once where it recurs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from tests.kit.city import City
from workflows.errors import BusinessKeyTaken, NotPublished
from workflows.records.instance import instance
from workflows.records.schedule_ledger import schedule_ledger
from workflows.runtime import begin
from workflows.use_cases.start_process import Started, start_process
from workflows.use_cases.start_recurring import start_recurring


def key_of(city: City, case: int) -> str:
    with city.connection() as connection:
        return str(connection.scalar(select(instance.c.business_key).where(instance.c.id == case)))


def test_cases_are_numbered_per_process_and_year_without_gaps(city: City) -> None:
    first, second = city.start("kit_approval", by="officer1"), city.start("kit_approval", by="officer1")
    city.set_time("2028-01-03T09:00+09:00")
    third = city.start("kit_approval", by="officer1")

    assert [key_of(city, case) for case in (first, second, third)] == [
        "kit_approval/2027-0001",
        "kit_approval/2027-0002",
        "kit_approval/2028-0001",
    ]


def test_a_number_of_a_start_that_failed_is_given_to_the_next(city: City) -> None:
    city.start("kit_approval", by="officer1")
    with pytest.raises(ZeroDivisionError), begin(city.services) as uow:
        start_process(uow, "kit_approval", {}, now=city.clock.now())
        raise ZeroDivisionError

    assert key_of(city, city.start("kit_approval", by="officer1")) == "kit_approval/2027-0002"


def test_a_business_key_is_given_once_per_process(city: City) -> None:
    city.start("kit_approval", by="officer1", business_key="2027/7")
    city.start("kit_waits", by="officer1", business_key="2027/7")

    with pytest.raises(BusinessKeyTaken, match="2027/7"):
        city.start("kit_approval", by="officer2", business_key="2027/7")


def test_a_process_that_was_not_published_cannot_be_started(city: City) -> None:
    with pytest.raises(NotPublished, match="nowhere"), begin(city.services) as uow:
        start_process(uow, "nowhere", {}, now=city.clock.now())


def test_what_recurs_starts_once_however_many_try_at_once(city: City) -> None:
    city.publish("kit_approval")

    def fire(_: int) -> Started | None:
        with begin(city.services) as uow:
            return start_recurring(uow, "kit_approval", "2027", {}, now=city.clock.now())

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(fire, range(20)))

    assert [outcome.business_key for outcome in outcomes if outcome] == ["kit_approval/2027"]
    with city.connection() as connection:
        assert connection.scalar(select(func.count()).select_from(instance)) == 1
        assert connection.scalar(select(func.count()).select_from(schedule_ledger)) == 1


def test_a_start_by_hand_under_the_same_key_counts_as_the_recurring_one(city: City) -> None:
    by_hand = city.start("kit_approval", by="officer1", business_key="kit_approval/2027")

    for _ in range(2):
        with begin(city.services) as uow:
            assert start_recurring(uow, "kit_approval", "2027", {}, now=city.clock.now()) is None

    with city.connection() as connection:
        assert connection.scalars(select(schedule_ledger.c.instance_id)).all() == [by_hand]


def test_a_recurring_start_that_fails_may_be_tried_again(city: City) -> None:
    city.publish("kit_approval")
    with pytest.raises(ZeroDivisionError), begin(city.services) as uow:
        start_recurring(uow, "kit_approval", "2027", {}, now=city.clock.now())
        raise ZeroDivisionError

    with begin(city.services) as uow:
        assert start_recurring(uow, "kit_approval", "2027", {}, now=city.clock.now()) is not None
