"""Processing times of civil petitions."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.dates import SEOUL
from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE
from tasks.law.periods import Pause, extend, minwon_calendar, minwon_long, minwon_short

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(days, st.integers(6, 90))
def test_exactly_that_many_working_days_lie_between_receipt_and_end(received: date, number: int) -> None:
    due = minwon_long(received, number).due
    span = [date.fromordinal(day) for day in range(received.toordinal(), due.toordinal() + 1)]
    assert number == sum(OFFICE.is_working_day(day) for day in span)
    assert OFFICE.is_working_day(due)


@given(st.builds(datetime.combine, days, st.times(timezones=st.just(SEOUL))), st.integers(1, 40))
def test_hours_end_inside_office_hours(received: datetime, hours: int) -> None:
    due = minwon_short(received, f"PT{hours}H").due
    assert isinstance(due, datetime)
    assert OFFICE.is_working_day(due)
    assert time(9) < due.time() <= time(12) or time(13) < due.time() <= time(18)


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        ("2026-11-23T09:00", 8, "2026-11-23T18:00"),
        ("2026-11-23T12:30", 8, "2026-11-24T12:00"),
        ("2026-11-23T19:00", 1, "2026-11-24T10:00"),
        ("2026-11-22T10:00", 1, "2026-11-23T10:00"),
        ("2026-11-23T07:15:00+00:00", 1, "2026-11-23T17:15"),
    ],
    ids=["a whole day", "lunch does not count", "after closing", "on a Sunday", "another zone"],
)
def test_only_working_hours_count(received: str, hours: int, due: str) -> None:
    assert datetime.fromisoformat(due).replace(tzinfo=SEOUL) == minwon_short(received, f"PT{hours}H").due


def test_a_day_without_a_time_counts_from_nine_o_clock() -> None:
    assert datetime(2026, 11, 23, 18, tzinfo=SEOUL) == minwon_short(date(2026, 11, 23), "PT8H").due


def test_a_supplement_pauses_the_hours() -> None:
    pause = Pause(date(2026, 11, 23), date(2026, 11, 24))
    assert datetime(2026, 11, 27, 16, tzinfo=SEOUL) == minwon_short("2026-11-20T16:00", "PT24H", pauses=[pause]).due


def test_a_supplement_pauses_the_working_days() -> None:
    pause = Pause(date(2026, 9, 22), date(2026, 9, 28))
    assert date(2026, 10, 7) == minwon_long(date(2026, 9, 21), "P7D", pauses=[pause]).due


def test_a_month_counts_the_day_of_receipt_and_rolls_over() -> None:
    period = minwon_calendar(date(2026, 10, 22), "P1M")
    assert (date(2026, 11, 21), date(2026, 11, 23)) == (period.raw, period.due)


def test_an_extension_is_counted_in_working_days_after_the_first_end() -> None:
    first = minwon_long(date(2026, 9, 21), "P7D")
    assert date(2026, 10, 13) == extend(first, "P6D").due  # 2, 6, 7, 8, 12, 13 October; 5 and 9 are holidays


def test_an_extension_is_given_once_and_within_the_first_length() -> None:
    first = minwon_long(date(2026, 9, 21), "P7D")
    with pytest.raises(LawError, match="처음 기간"):
        extend(first, "P8D")
    with pytest.raises(LawError, match="이미 연장"):
        extend(extend(first, "P6D"), "P6D")


@pytest.mark.parametrize(
    ("kind", "length", "code"),
    [
        (minwon_long, "P5D", "too_short_for_days"),
        (minwon_long, "P1M", "not_in_days"),
        (minwon_short, "P6D", "too_long_for_hours"),
        (minwon_short, "P1W", "not_in_hours"),
        (minwon_calendar, "P7D", "not_by_calendar"),
    ],
)
def test_a_length_for_another_way_of_counting_is_refused(kind: object, length: str, code: str) -> None:
    assert callable(kind)
    with pytest.raises(LawError) as caught:
        kind(date(2026, 11, 23), length)
    assert code == caught.value.code


def test_a_second_extension_of_a_petition_needs_the_petitioners_consent() -> None:
    once = extend(minwon_long(date(2026, 9, 21), "P7D"), "P6D")
    twice = extend(once, "P6D", consent="전자우편 2026. 10. 12.")
    assert date(2026, 10, 21) == twice.due
    with pytest.raises(LawError, match="동의"):
        extend(twice, "P6D", consent="전자우편 2026. 10. 20.")


def test_hours_are_extended_in_working_hours() -> None:
    first = minwon_short("2026-11-20T16:00", "PT24H")
    assert datetime(2026, 11, 30, 16, tzinfo=SEOUL) == extend(first, "P3D").due
