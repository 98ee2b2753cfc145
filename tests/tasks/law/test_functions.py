"""The functions that diagrams call take and give plain values."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tasks.law.errors import LawError
from tasks.law.functions import FUNCTIONS, functions
from tasks.law.holidays import HolidayCalendar, HolidayOverride

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "functions.md"


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("civil_period", (date(2026, 12, 31), "P2M"), date(2027, 3, 2)),
        ("civil_period", ("2026-12-31", "P2M"), date(2027, 3, 2)),
        ("civil_period", (date(2026, 11, 2), "P18D", [["2026-11-05", "2026-11-09"]]), date(2026, 11, 25)),
        ("civil_period_raw", (date(2026, 12, 31), "P2M"), date(2027, 2, 28)),
        ("burden_period", (date(2026, 3, 2), "P2Y"), date(2028, 3, 1)),
        ("minwon_days", (date(2026, 9, 21), 7), date(2026, 10, 1)),
        ("minwon_hours", ("2026-11-20T16:00", 24), datetime(2026, 11, 25, 7, tzinfo=UTC)),
        ("minwon_calendar", (date(2026, 10, 22), "P1M"), date(2026, 11, 23)),
        ("backward", (date(2026, 11, 30), 7), date(2026, 11, 22)),
        ("backward_working", (date(2026, 11, 30), 7), date(2026, 11, 20)),
        ("backward_lenient", (date(2026, 11, 30), 7), date(2026, 11, 23)),
        ("working_days_after", (date(2026, 12, 30), 2), date(2027, 1, 4)),
        ("working_day_until", (date(2026, 11, 22),), date(2026, 11, 20)),
        ("working_day_from", (date(2026, 11, 22),), date(2026, 11, 23)),
        ("is_working_day", (date(2027, 3, 1),), False),
        ("next_working_day", (date(2027, 2, 26),), date(2027, 3, 2)),
        ("end_of_term", (date(2026, 3, 1), "P2Y"), date(2028, 2, 29)),
        ("law_effect", (date(2025, 7, 15),), date(2025, 7, 15)),
        ("notice_effect", (date(2026, 11, 23),), date(2026, 11, 29)),
        ("calendar_span", (date(2026, 11, 30), "P2Y"), date(2028, 11, 30)),
        ("elapsed_hours", (datetime(2026, 11, 20, tzinfo=UTC), 72), datetime(2026, 11, 23, tzinfo=UTC)),
        ("fixed_date", ("evaluation", 2026), date(2027, 7, 31)),
        ("start_of_day", (date(2027, 3, 2),), datetime(2027, 3, 1, 15, tzinfo=UTC)),
        ("end_of_day", (date(2027, 3, 2),), datetime(2027, 3, 2, 14, 59, 59, 999999, tzinfo=UTC)),
        ("fiscal_year_of", (datetime(2026, 12, 31, 15, tzinfo=UTC),), 2027),
        ("quorum", (14,), 8),
        ("demand_needed", (14,), 5),
        ("votes_needed", (8,), 5),
        ("approver_role", (50_000_001,), "bureau_chief"),
        ("verification_required", (300_000_000,), True),
        ("audit_required", ([600_000_000, 399_999_999],), False),
        ("audit_exemption_possible", (1,), True),
        ("disclosure_required", (5_000_000,), True),
        ("signboard_required", (1,), False),
        ("priority_inspection", (1,), False),
        ("project_card_optional", (1,), True),
        ("list_only_review", (100, 130), True),
        ("contract_procedure_exempt", (50, 100), True),
        ("statutory_interest", (1_000_000, "2026-01-01", "2027-01-01"), 50_000),
        ("late_report_cut", ("2027-03-02", "2027-09-02"), {"over": 10, "most": 20}),
        ("late_surcharge", (1_000_000, "2027-03-02", "2027-03-07"), 10_000),
        ("surcharge_cap", (4_000_000,), 20_000_000),
        ("exclusion_years", ("grantee", "fraud", 1), 5),
        ("still_excluded", ("2028-03-01", "2028-03-02"), False),
        ("sme_validity", ("2025-12-31",), {"first": date(2026, 4, 1), "last": date(2027, 3, 31)}),
        (
            "size_status",
            ("A7I3", [{"kind": "sme", "first": "2026-04-01", "last": "2027-03-31"}], "2027-02-10"),
            "meets",
        ),
        ("needs_size_test", ("A7I1",), False),
        ("valid_business_no", ("123-45-67891",), True),
        ("valid_corporate_no", ("110111-0062433", "2020-01-01"), False),
        ("amount_in_words", (40_000_000,), "금40,000,000원(금사천만원)"),
        ("date_in_words", ("2027-03-05",), "2027. 3. 5."),
    ],
)
def test_a_function_answers_as_the_reference_says(name: str, arguments: tuple[Any, ...], expected: object) -> None:
    assert expected == FUNCTIONS[name](*arguments)


def test_a_vote_is_counted_from_its_record() -> None:
    expected = {"quorum": 8, "eligible_present": 8, "opened": True, "needed": 5, "carried": True}
    assert expected == FUNCTIONS["vote_result"](
        {"members": 15, "present": 9, "for": 5, "against": 3, "abstain": 0, "recused": 1}
    )


def test_a_report_is_settled_from_its_rows() -> None:
    settled = FUNCTIONS["settle"](
        {
            "sources": [
                {
                    "kind": "city",
                    "planned": 40_000_000,
                    "disbursed": 40_000_000,
                    "spent": 40_000_000,
                    "interest": 12_345,
                },
                {"kind": "own", "planned": 10_000_000, "disbursed": 5_000_000, "spent": 5_000_000},
            ]
        }
    )
    assert (
        settled["return_amount"],
        settled["fixed_amount"],
        settled["sources"][0]["returned_balance"],
    ) == (4_012_340, 36_000_000, 4_000_000)


@pytest.mark.parametrize(
    ("name", "argument"),
    [("settle", {"source": []}), ("settle", []), ("vote_result", {"members": 15}), ("settle", {"sources": [{}]})],
)
def test_a_record_with_other_fields_is_refused(name: str, argument: object) -> None:
    with pytest.raises(LawError, match="필수"):
        FUNCTIONS[name](argument)


def test_the_table_counts_with_the_calendar_it_is_given() -> None:
    day = date(2026, 12, 15)
    calendar = HolidayCalendar([HolidayOverride("extra", day, day, "임시공휴일", "Temporary holiday", "시험")])
    assert date(2026, 12, 16) == functions(calendar)["civil_period"](date(2026, 10, 15), "P2M")
    assert day == FUNCTIONS["civil_period"](date(2026, 10, 15), "P2M")


def test_every_function_is_explained_in_the_reference_and_no_other() -> None:
    explained = re.findall(r"^\| `(\w+)\(", REFERENCE.read_text("utf-8"), re.MULTILINE)
    assert sorted(FUNCTIONS) == sorted(explained)
