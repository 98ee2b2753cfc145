"""Working days of city offices."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE, HolidayCalendar
from tasks.law.periods import civil_period

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def test_the_closed_weekdays_of_2027_are_those_of_the_decree() -> None:
    year = [date.fromordinal(date(2027, 1, 1).toordinal() + number) for number in range(365)]
    closed = [f"{day:%m-%d}" for day in year if day.weekday() < 5 and not OFFICE.is_working_day(day)]
    expected = "01-01 02-08 02-09 03-01 05-03 05-05 05-13 07-19 08-16 09-14 09-15 09-16 10-04 10-11 12-27"
    assert expected == " ".join(closed)


@pytest.mark.parametrize("day", ["2026-05-01", "2026-06-03", "2026-07-17", "2027-05-03", "2027-07-19"])
def test_the_holidays_of_the_2026_amendment_are_known(day: str) -> None:
    assert not OFFICE.is_working_day(day)


def test_a_weekday_before_the_amendment_was_a_working_day() -> None:
    assert OFFICE.is_working_day(date(2025, 7, 17))
    assert OFFICE.is_working_day(date(2025, 5, 1))


@given(days)
def test_saturdays_and_sundays_are_never_working_days(day: date) -> None:
    assert OFFICE.is_working_day(day) <= (day.weekday() < 5)


@given(days, st.integers(0, 60))
def test_working_days_after_are_counted_one_by_one(day: date, number: int) -> None:
    end = OFFICE.working_days_after(day, number)
    between = range(day.toordinal() + 1, end.toordinal() + 1)
    assert number == sum(OFFICE.is_working_day(date.fromordinal(each)) for each in between)


def test_a_day_the_government_declares_is_a_holiday_and_moves_deadlines(tmp_path: Path) -> None:
    table = tmp_path / "holidays.toml"
    table.write_text(
        """[[extra]]
valid_from = 2026-12-15
valid_to = 2026-12-15
ko = "임시공휴일"
en = "Temporary holiday"
source = "국무회의 2026. 12. 1."
""",
        "utf-8",
    )
    calendar = HolidayCalendar.read(table)
    period = civil_period(date(2026, 10, 15), "P2M", calendar)
    assert date(2026, 12, 16) == period.due
    assert "임시공휴일" in period.explain()[-1]


def test_a_removed_holiday_is_a_working_day_but_a_removed_sunday_stays_closed(tmp_path: Path) -> None:
    table = tmp_path / "holidays.toml"
    row = 'valid_from = 2027-03-01\nvalid_to = 2027-03-07\nko = "취소"\nen = "Cancelled"\nsource = "시험"\n'
    table.write_text(f"[[removed]]\n{row}", "utf-8")
    calendar = HolidayCalendar.read(table)
    assert calendar.is_working_day(date(2027, 3, 1))
    assert not calendar.is_working_day(date(2027, 3, 7))


def test_a_row_without_its_source_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "holidays.toml"
    table.write_text('[[extra]]\nvalid_from = 2027-03-02\nvalid_to = 2027-03-02\nko = "가"\nen = "a"\n', "utf-8")
    with pytest.raises(LawError, match="source"):
        HolidayCalendar.read(table)


def test_days_after_must_be_a_sensible_number() -> None:
    with pytest.raises(LawError, match="-1"):
        OFFICE.working_days_after(date(2027, 1, 4), -1)
