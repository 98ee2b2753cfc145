"""A case that runs over the end of a fiscal year is told once that it has ended (지방보조금법 제17조제1항)."""

from __future__ import annotations

from tests.kit.city import City
from workflows.use_cases.open_year_end_reports import open_year_end_reports


def tell(city: City) -> int:
    """Do what the flow does."""
    told = open_year_end_reports(city.services, now=city.clock.now())
    city.run_due()
    return told


def test_nobody_is_told_before_the_year_has_ended(city: City) -> None:
    city.start("kit_year_end", by="officer1")
    city.set_time("2027-12-31T23:59:59+09:00")
    assert 0 == tell(city)


def test_each_running_case_is_told_once_with_the_year(city: City) -> None:
    cases = [city.start("kit_year_end", by="officer1") for _ in range(3)]
    city.set_time("2028-01-01T00:05:00+09:00")
    assert (3, 0) == (tell(city), tell(city))
    assert [["report"]] * 3 == [city.open_tasks(case) for case in cases]
    assert {"fiscal_year": 2027} == dict(city.values(cases[0]))


def test_a_year_that_the_scheduler_slept_through_is_told_later(city: City) -> None:
    case = city.start("kit_year_end", by="officer1")
    city.set_time("2028-02-20T00:50:00+09:00")
    assert 1 == tell(city)
    assert ["report"] == city.open_tasks(case)


def test_the_next_year_is_told_again(city: City) -> None:
    case = city.start("kit_year_end", by="officer1")
    for year in (2027, 2028):
        city.set_time(f"{year + 1}-01-01T00:05:00+09:00")
        assert 1 == tell(city)
        city.finish(case, "report", by="officer1")
        assert 0 == tell(city)
        assert year == city.values(case)["fiscal_year"]
