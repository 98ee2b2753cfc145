"""Counting backwards, terms, burdens, effect, plain spans and fixed dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE
from tasks.law.periods import backward, burden_period, count, extend, fixed_date, law_effect, term_of_office

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(days, st.integers(1, 90))
def test_the_strict_date_leaves_all_days_free_and_is_never_after_the_lenient_one(event: date, number: int) -> None:
    period = backward(event, number)
    assert period.lenient is not None
    assert number == (event - period.raw).days - 1
    assert period.due <= period.raw < period.lenient
    assert OFFICE.is_working_day(period.due)


def test_a_month_before_the_31st_starts_from_the_shorter_months_last_day() -> None:
    assert date(2027, 2, 27) == backward(date(2027, 3, 31), "P1M").raw


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-01", "2028-02-29"),
        ("2028-03-01", "2030-02-28"),
        ("2026-01-01", "2027-12-31"),
        ("2025-09-01", "2027-08-31"),
        ("2024-02-29", "2026-02-28"),
        ("2027-06-01", "2029-05-31"),
    ],
)
def test_at_a9p4_two_years_in_office(start: str, end: str) -> None:
    assert date.fromisoformat(end) == term_of_office(start, "P2Y").due


def test_a_term_that_ends_on_a_sunday_ends_on_that_sunday() -> None:
    assert date(2027, 10, 31) == term_of_office(date(2025, 11, 1), "P2Y").due


@given(days, st.integers(1, 10))
@example(date(2028, 2, 29), 1)  # 민법 제160조제3항: both end on the last day of February
def test_a_burden_is_never_longer_than_its_civil_count(start: date, years: int) -> None:
    length = f"P{years}Y"
    assert burden_period(start, length).due <= count("civil_period", start, length).due


def test_a_law_that_waits_is_in_force_the_day_after_and_does_not_move() -> None:
    period = law_effect(date(2026, 6, 2), "P6M")
    assert (date(2026, 12, 2), date(2026, 12, 3)) == (period.raw, period.due)
    assert date(2026, 11, 29) == law_effect(date(2026, 11, 8), "P20D").due


def test_elapsed_hours_run_through_nights_and_weekends() -> None:
    known = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    assert known + timedelta(hours=72) == count("elapsed_hours", known, "PT72H").due


def test_only_hours_elapse() -> None:
    with pytest.raises(LawError, match="PT72H"):
        count("elapsed_hours", "2026-11-20T16:00", "P3D")


def test_an_objections_answer_is_extended_only_once() -> None:
    reply = extend(count("civil_period", "2026-11-23", "P14D"), "P10D")
    with pytest.raises(LawError, match="동의"):
        extend(reply, "P1D", consent="전화")


def test_a_term_cannot_be_extended() -> None:
    with pytest.raises(LawError, match="term_of_office"):
        extend(term_of_office(date(2026, 1, 1), "P2Y"), "P1D")


def test_an_unknown_kind_is_answered_with_the_kinds_there_are() -> None:
    with pytest.raises(LawError, match=r"civil_period.*backward"):
        count("working_days", "2026-11-20", "P3D")


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("evaluation", 2026, date(2027, 7, 31)),
        ("names_publication", 2027, date(2027, 3, 31)),
        ("abuse_check_second_half", 2026, date(2027, 3, 31)),
        ("record_tidy_up", 2027, date(2028, 2, 29)),
        ("annual_plan_start", 2028, date(2027, 7, 1)),
    ],
)
def test_a_fixed_date_belongs_to_its_year(name: str, year: int, expected: date) -> None:
    assert expected == fixed_date(name, year)


def test_an_unknown_fixed_date_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(LawError, match="evaluation"):
        fixed_date("christmas", 2027)
