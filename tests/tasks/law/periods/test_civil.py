"""Statutory deadlines: first day out, calendar months, closed days roll over, supplements pause."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.dates import SEOUL
from tasks.law.durations import Duration
from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE
from tasks.law.periods import Pause, civil_period

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
lengths = st.builds(
    Duration, years=st.integers(0, 5), months=st.integers(0, 11), weeks=st.integers(0, 6), days=st.integers(1, 60)
)


@given(days, lengths)
def test_a_deadline_never_falls_on_a_closed_day(start: date, length: Duration) -> None:
    period = civil_period(start, length)
    assert OFFICE.is_working_day(period.due)
    assert start < period.raw <= period.due


@given(days, st.integers(1, 400))
def test_a_longer_period_never_ends_earlier(start: date, number: int) -> None:
    assert civil_period(start, number).due <= civil_period(start, number + 1).due


@given(days, st.integers(1, 24))
def test_a_month_that_starts_on_the_first_ends_on_the_last_day_of_a_month(start: date, months: int) -> None:
    eve = start.replace(day=1) - timedelta(days=1)
    raw = civil_period(eve, Duration(months=months)).raw
    assert (raw + timedelta(days=1)).day == 1


def test_one_month_from_the_last_day_of_february_is_all_of_march() -> None:
    assert date(2027, 3, 31) == civil_period(date(2027, 2, 28), "P1M").raw


def test_a_month_without_the_day_ends_with_its_last_day() -> None:
    assert date(2027, 2, 28) == civil_period(date(2027, 1, 30), "P1M").raw


def test_a_period_that_starts_at_midnight_counts_its_first_day() -> None:
    midnight = datetime(2027, 2, 1, tzinfo=SEOUL)
    assert date(2027, 2, 15) == civil_period(midnight, "P15D").due
    assert date(2027, 2, 16) == civil_period(midnight + timedelta(hours=9), "P15D").due


def test_a_moment_belongs_to_its_day_in_seoul() -> None:
    assert date(2027, 2, 16) == civil_period("2027-01-31T23:30:00+00:00", "P15D").due


def test_days_of_a_supplement_do_not_count_request_and_arrival_included() -> None:
    pause = Pause(date(2026, 11, 5), date(2026, 11, 9))
    assert date(2026, 11, 25) == civil_period(date(2026, 11, 2), "P18D", pauses=[pause]).raw
    assert date(2026, 11, 20) == civil_period(date(2026, 11, 2), "P18D").raw


def test_overlapping_supplements_are_not_skipped_twice() -> None:
    pauses = [Pause(date(2026, 11, 5), date(2026, 11, 9)), Pause(date(2026, 11, 8), date(2026, 11, 10))]
    assert date(2026, 11, 26) == civil_period(date(2026, 11, 2), "P18D", pauses=pauses).raw


def test_a_supplement_after_the_deadline_changes_nothing() -> None:
    pause = Pause(date(2026, 12, 1), date(2026, 12, 9))
    assert date(2026, 11, 20) == civil_period(date(2026, 11, 2), "P18D", pauses=[pause]).raw


def test_the_reasons_name_their_articles_and_the_closed_days() -> None:
    rolled = "쉬는 날(2027. 2. 28. 일요일, 2027. 3. 1. 삼일절)이므로 다음 근무일로 넘어갑니다: 2027. 3. 2.(화)"
    expected = [
        "첫날 2026. 12. 31.(목)은 세지 않고 2027. 1. 1.(금)부터 셉니다 (민법 제157조)",
        "2개월 기간의 마지막 날: 2027. 2. 28.(일) (민법 제160조)",
        f"{rolled} (민법 제161조)",
    ]
    assert expected == civil_period(date(2026, 12, 31), "P2M").explain()


def test_the_reasons_are_given_in_english_too() -> None:
    assert (
        "Offices are closed (2027-02-28 Sunday, 2027-03-01 Independence Movement Day)"
        in civil_period(date(2026, 12, 31), "P2M").explain("en")[-1]
    )


@pytest.mark.parametrize(
    ("start", "length", "code"),
    [
        ("2026-02-30", "P2M", "not_a_date"),
        ("soon", "P2M", "not_a_date"),
        ("2026-02-03", "2 months", "not_a_length"),
        ("2026-02-03", "P", "not_a_length"),
        ("2026-02-03", "P-1D", "not_a_length"),
        ("2026-02-03", "P0D", "empty_length"),
        ("2026-02-03", "PT24H", "hours_in_days"),
        ("2026-02-03", "P9999Y", "length_too_long"),
        ("9998-02-03", "P2Y", "out_of_range"),
        ("2199-02-03", "P2D", "unknown_year"),
    ],
)
def test_a_wrong_argument_is_named_with_what_to_give_instead(start: str, length: str, code: str) -> None:
    with pytest.raises(LawError) as caught:
        civil_period(start, length)
    assert code == caught.value.code
    assert caught.value.text("en") != caught.value.text("ko")
