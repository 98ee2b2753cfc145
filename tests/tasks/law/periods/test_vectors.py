"""The agreed examples of counting, each by its number (V1 … V27), and the examples of the clauses that count days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tasks.law.dates import SEOUL
from tasks.law.eligibility import sme_validity
from tasks.law.periods import count, extend


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("kind", "start", "length", "raw", "due"),
    [
        pytest.param("civil_period", "2026-12-31", "P2M", "2027-02-28", "2027-03-02", id="V1"),
        pytest.param("civil_period", "2026-10-15", "P2M", "2026-12-15", "2026-12-15", id="V2"),
        pytest.param("civil_period", "2027-08-31", "P2M", "2027-10-31", "2027-11-01", id="V4"),
        pytest.param("civil_period", "2026-12-31", "P4M", "2027-04-30", "2027-04-30", id="V6"),
        pytest.param("civil_period", "2026-03-10", "P3M", "2026-06-10", "2026-06-10", id="V7"),
        pytest.param("civil_period", "2026-09-07", "P20D", "2026-09-27", "2026-09-28", id="V8"),
        pytest.param("civil_period", "2026-11-30", "P14D", "2026-12-14", "2026-12-14", id="V11"),
        pytest.param("civil_period", "2027-01-25", "P15D", "2027-02-09", "2027-02-10", id="V12"),
        pytest.param("civil_period", "2027-02-01", "P15D", "2027-02-16", "2027-02-16", id="V13"),
        pytest.param("notice_effect", "2026-11-23", "P5D", "2026-11-28", "2026-11-29", id="V14"),
        pytest.param("minwon_long", "2026-09-21", "P7D", "2026-10-01", "2026-10-01", id="V15"),
        pytest.param("minwon_long", "2027-02-03", "P7D", "2027-02-15", "2027-02-15", id="V17"),
        pytest.param("backward", "2026-11-30", "P7D", "2026-11-22", "2026-11-20", id="V21"),
        pytest.param("backward", "2026-11-30", "P3D", "2026-11-26", "2026-11-26", id="V22"),
        pytest.param("backward", "2027-01-01", "P40D", "2026-11-21", "2026-11-20", id="V23"),
        pytest.param("burden_period", "2026-03-02", "P2Y", "2028-03-01", "2028-03-01", id="V25"),
        pytest.param("civil_period", "2026-11-02", "P30D", "2026-12-02", "2026-12-02", id="V27"),
        pytest.param("civil_period", "2026-11-23", "P3D", "2026-11-26", "2026-11-26", id="IMP-39"),
        pytest.param("calendar", "2026-11-30", "P2Y", "2028-11-30", "2028-11-30", id="IMP-40"),
        pytest.param("law_effect", "2025-07-15", "P0D", "2025-07-15", "2025-07-15", id="AT-SUPP"),
    ],
)
def test_the_agreed_example_is_reproduced(kind: str, start: str, length: str, raw: str, due: str) -> None:
    period = count(kind, day(start), length)
    assert (day(raw), day(due)) == (period.raw, period.due)


@pytest.mark.parametrize("length", ["PT24H", "P3D"])
def test_v20_three_days_of_eight_hours_skip_the_weekend(length: str) -> None:
    period = count("minwon_short", "2026-11-20T16:00", length)
    assert datetime(2026, 11, 25, 16, 0, tzinfo=SEOUL) == period.due


@pytest.mark.parametrize(("length", "lenient"), [("P7D", "2026-11-23"), ("P3D", "2026-11-27")], ids=["V21", "V22"])
def test_the_date_many_offices_use_is_named_beside_the_strict_one(length: str, lenient: str) -> None:
    assert day(lenient) == count("backward", "2026-11-30", length).lenient


def test_v26_sme_status_holds_for_a_year_from_three_months_after_the_fiscal_year() -> None:
    validity = sme_validity(day("2025-12-31"))
    assert (day("2026-04-01"), day("2027-03-31")) == (validity.first, validity.last)


def test_imp_27_an_objection_is_answered_in_fourteen_days_and_ten_more_when_extended() -> None:
    reply = count("civil_period", "2026-11-23", "P14D")
    assert day("2026-12-07") == reply.due
    assert day("2026-12-17") == extend(reply, "P10D").due
