"""What the papers say about an applicant: prepared for a person, never decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tasks.law.eligibility import (
    Certificate,
    CertificateKind,
    Validity,
    duplicates,
    exclusion_status,
    fits_micro,
    operator_status,
    size_status,
    venture_validity,
)
from tasks.law.errors import LawError

YEAR = Validity(date(2025, 4, 1), date(2026, 3, 31))


@pytest.mark.parametrize("kind", ["sme", "venture", "micro"])
def test_at_a7i2_any_one_valid_certificate_is_enough(kind: CertificateKind) -> None:
    assert size_status("A7I2", [Certificate(kind, YEAR)], date(2026, 3, 31)).suggestion == "meets"


def test_at_a7i2_4_without_a_certificate_the_size_test_is_not_met() -> None:
    assert size_status("A7I2", [], date(2026, 3, 31)).suggestion == "not_met"


def test_at_a7i2_5_an_expired_certificate_asks_for_a_supplement() -> None:
    prepared = size_status("A7I2", [Certificate("sme", YEAR)], date(2026, 4, 1))
    assert prepared.suggestion == "needs_supplement"
    assert "2026. 3. 31." in prepared.because[0].text("ko")


def test_at_a7i2_6_consulting_has_no_size_test() -> None:
    assert size_status("A7I1", [], date(2026, 4, 1)).suggestion == "meets"
    assert size_status("A7I2", [], date(2026, 4, 1)).suggestion == "not_met"


def test_a_clause_that_gives_no_support_is_refused_not_waved_through() -> None:
    with pytest.raises(LawError, match="a7i3"):
        size_status("a7i3", [], date(2026, 4, 1))


def test_a_certificate_must_hold_on_the_day_of_the_decision_too() -> None:
    certificate = Certificate("sme", YEAR)
    assert size_status("A7I3", [certificate], date(2026, 3, 1), date(2026, 4, 2)).suggestion == "needs_supplement"


def test_a_cancelled_certificate_proves_nothing() -> None:
    assert size_status("A7I3", [Certificate("venture", YEAR, True)], date(2026, 3, 1)).suggestion == "not_met"


def test_a_venture_certificate_holds_three_years() -> None:
    assert Validity(date(2024, 5, 10), date(2027, 5, 9)) == venture_validity(date(2024, 5, 10), on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("employees", "industry", "micro"),
    [
        (4, "software", True),
        (5, "software", False),
        (Decimal("4.5"), "software", True),
        (9, "manufacturing", True),
        (10, "manufacturing", False),
    ],
)
def test_at_a7i3_1_a_micro_enterprise_has_few_employees(employees: Decimal | int, industry: str, micro: bool) -> None:
    assert micro == fits_micro(employees, industry)


@pytest.mark.parametrize(
    ("abilities", "activities", "suggestion"),
    [
        (["language_understanding"], ["service"], "meets"),
        ([], ["service"], "needs_human_review"),
        (["perception"], [], "not_met"),
    ],
    ids=["AT-A2I1-1", "AT-A2I1-2", "AT-A2I4-2"],
)
def test_ai_operators_are_screened_and_doubts_go_to_a_person(
    abilities: list[str], activities: list[str], suggestion: str
) -> None:
    assert suggestion == operator_status(abilities, activities).suggestion


def test_imp_12_an_excluded_applicant_or_wage_defaulter_is_pointed_out() -> None:
    until = date(2028, 3, 1)
    assert exclusion_status(until, False, date(2028, 3, 1)).suggestion == "not_met"
    assert exclusion_status(until, False, date(2028, 3, 2)).suggestion == "meets"
    both = exclusion_status(until, True, date(2028, 3, 1))
    assert [step.key for step in both.because] == ["excluded", "wage_defaulter"]


def test_grants_for_the_same_thing_in_the_same_year_are_listed() -> None:
    grants = [
        {"id": "G1", "party_no": "1234567891", "purpose": "AI 수요 예측", "fiscal_year": 2027},
        {"id": "G2", "party_no": "123-45-67891", "purpose": "ai수요예측", "fiscal_year": 2026},
        {"id": "G3", "party_no": "9999999999", "purpose": "AI 수요 예측", "fiscal_year": 2027},
    ]
    assert duplicates("123-45-67891", "AI 수요예측", 2027, grants) == ("G1",)


def test_a_grant_without_its_year_is_refused() -> None:
    with pytest.raises(LawError, match="fiscal_year"):
        duplicates("123-45-67891", "x", 2027, [{"id": "G1", "party_no": "1", "purpose": "x"}])
