"""In a demonstration time is put ahead from the page, so that a process can be walked in one sitting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.kit.city import City
from tests.kit.visitor import Visitor
from workflows.site import create_site


def _put_ahead(someone: Visitor, span: str) -> int:
    return someone.post("/demo/clock", {"csrf": someone.csrf("/ordinance"), "ahead": span}).status


def test_a_click_puts_the_clock_ahead_and_keeps_the_visitor_signed_in(
    city: City, visitor: Callable[[str], Visitor]
) -> None:
    before, someone = city.clock.now(), visitor("officer1")
    assert 200 == _put_ahead(someone, "week")
    assert before + timedelta(days=7) == city.clock.now()
    assert "/cases" == someone.open("/cases").address


def test_what_was_due_in_between_has_happened_when_the_page_comes_back(
    city: City, visitor: Callable[[str], Visitor]
) -> None:
    city.publish("kit_waits")
    case = city.start("kit_waits")
    someone = visitor("officer1")
    before = someone.open(f"/cases/{case}").texts("tr")
    assert 200 == _put_ahead(someone, "next")
    assert before != someone.open(f"/cases/{case}").texts("tr")


def test_an_annual_plan_whose_day_was_passed_has_started_by_itself(
    city: City, visitor: Callable[[str], Visitor]
) -> None:
    city.publish("annual_plan")
    city.set_time("2027-06-28T09:00+09:00")
    someone = visitor("officer1")
    assert "연도별 시행계획 2028" not in someone.open("/cases").words
    assert 200 == _put_ahead(someone, "week")
    assert "연도별 시행계획 2028" in someone.open("/cases").words


def test_the_day_on_which_the_next_yearly_plan_starts_is_due_too(city: City, visitor: Callable[[str], Visitor]) -> None:
    city.publish("annual_plan")
    someone = visitor("officer1")
    assert 200 == _put_ahead(someone, "next")
    assert city.clock.now().isoformat() == "2027-06-30T15:00:01+00:00"
    assert "연도별 시행계획 2028" in someone.open("/cases").words


def test_the_clock_stays_when_nothing_is_due(city: City, visitor: Callable[[str], Visitor]) -> None:
    before, someone = city.clock.now(), visitor("officer1")
    assert 200 == _put_ahead(someone, "next")
    assert before == city.clock.now()


def test_a_real_installation_has_no_clock_to_move(city: City) -> None:
    real = replace(city.services, settings=replace(city.services.settings, demo=False))
    someone = Visitor(create_site(real))
    assert "/demo/clock" not in someone.open("/sign-in").words
