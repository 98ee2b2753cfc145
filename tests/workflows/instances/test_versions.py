"""Which version counts on a day: the one rule for starting, lists, rights and schedules."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kit.city import City
from tests.kit.studio import APPROVAL, PROCESS, Studio
from workflows.clock import city_date
from workflows.errors import NotPublished
from workflows.instances.versions import add_version, current_version, newest_version
from workflows.queries.processes import processes
from workflows.use_cases.start_annual_plans import PROCESS as PLAN
from workflows.use_cases.start_annual_plans import due_fiscal_years

_FRESH = count()
DAYS = st.none() | st.dates(date(2027, 1, 1), date(2027, 1, 9))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(effective=st.lists(DAYS, min_size=1, max_size=4), on=st.dates(date(2027, 1, 1), date(2027, 1, 9)))
def test_the_highest_number_whose_day_has_come_is_the_one_that_counts(
    city: City, effective: list[date | None], on: date
) -> None:
    come = [number for number, day in enumerate(effective, 1) if day is None or day <= on]
    with city.unit_of_work() as uow:
        process_id = f"p{next(_FRESH)}"
        bundle = Studio.edited(APPROVAL, f'id="{PROCESS}"', f'id="{process_id}"')
        for number, day in enumerate(effective, 1):
            add_version(uow, bundle, number, actor=None, now=city.clock.now(), effective_from=day)
        newest = newest_version(uow.connection, process_id)
        assert newest is not None and newest.number == len(effective)
        listed = {each.process_id: each.number for each in processes(uow.connection, on)}
        if come:
            assert current_version(uow.connection, process_id, on).number == max(come)
            assert listed[process_id] == max(come)
        else:
            with pytest.raises(NotPublished):
                current_version(uow.connection, process_id, on)
            assert process_id not in listed


def test_the_schedule_of_the_annual_plan_waits_for_the_day_of_its_first_version(city: City) -> None:
    plan = Studio.edited(APPROVAL, f'id="{PROCESS}"', f'id="{PLAN}"')
    with city.unit_of_work() as uow:
        add_version(uow, plan, 1, actor=None, now=city.clock.now(), effective_from=date(2027, 1, 5))
        assert due_fiscal_years(uow.connection, city_date(city.clock.now())) == []
        assert due_fiscal_years(uow.connection, date(2027, 1, 5)) == [2027]
