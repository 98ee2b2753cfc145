"""What being late costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law.lateness import CutBand, disclosure_default_cut, full_months_late, late_report_cut, late_surcharge

DUE = date(2027, 3, 2)


@pytest.mark.parametrize(
    ("filed", "band"),
    [
        (DUE, CutBand(0, 0)),
        (date(2027, 5, 31), CutBand(0, 0)),
        (date(2027, 6, 1), CutBand(0, 0)),
        (date(2027, 6, 2), CutBand(0, 10)),
        (date(2027, 9, 1), CutBand(0, 10)),
        (date(2027, 9, 2), CutBand(10, 20)),
        (date(2028, 3, 1), CutBand(10, 20)),
        (date(2028, 3, 2), CutBand(20, 50)),
    ],
)
def test_imp_22_a_late_report_opens_a_band_and_a_person_sets_the_rate(filed: date, band: CutBand) -> None:
    assert band == late_report_cut(DUE, filed)


@given(st.dates(date(2022, 1, 1), date(2040, 1, 1)), st.integers(0, 800))
def test_being_later_never_counts_fewer_months(due: date, days: int) -> None:
    done = due + timedelta(days=days)
    assert full_months_late(due, done) <= full_months_late(due, done + timedelta(days=1))


@pytest.mark.parametrize(
    ("paid", "surcharge"),
    [
        (DUE, 0),
        (DUE + timedelta(days=5), 10_000),
        (DUE + timedelta(days=20), 20_000),
        (date(2027, 4, 2), 20_000),
        (date(2027, 4, 3), 30_000),
        (date(2027, 5, 7), 40_000),
        (date(2027, 9, 2), 50_000),
    ],
    ids=["in time", "5 days", "20 days", "a month", "a month and a day", "2 months 5 days", "6 months: the cap"],
)
def test_an_overdue_surcharge_grows_to_five_percent(paid: date, surcharge: int) -> None:
    assert surcharge == late_surcharge(1_000_000, DUE, paid)


@pytest.mark.parametrize(
    ("orders", "band"), [(0, CutBand(0, 0)), (1, CutBand(0, 10)), (2, CutBand(10, 20)), (4, CutBand(20, 50))]
)
def test_ignoring_disclosure_orders_opens_a_band(orders: int, band: CutBand) -> None:
    assert band == disclosure_default_cut(orders)
