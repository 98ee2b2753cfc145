"""What an amount of money brings with it, at every boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.law import ladder
from tasks.law.errors import LawError
from tasks.law.thresholds import threshold


@pytest.mark.parametrize(
    ("amount", "role"),
    [
        (0, "division_head"),
        (50_000_000, "division_head"),
        (50_000_001, "bureau_chief"),
        (100_000_000, "bureau_chief"),
        (100_000_001, "vice_mayor"),
        (300_000_000, "vice_mayor"),
        (300_000_001, "mayor"),
    ],
)
def test_imp_31_the_amount_names_the_approver(amount: int, role: str) -> None:
    assert role == ladder.approver_role(amount)


@given(st.integers(0, 10**12), st.integers(0, 10**9))
def test_a_larger_amount_is_never_approved_lower_down(amount: int, more: int) -> None:
    rungs = ["division_head", "bureau_chief", "vice_mayor", "mayor"]
    assert rungs.index(ladder.approver_role(amount)) <= rungs.index(ladder.approver_role(amount + more))


@pytest.mark.parametrize(
    ("rule", "amount", "holds"),
    [
        pytest.param(ladder.verification_required, 299_999_999, False, id="IMP-19 below"),
        pytest.param(ladder.verification_required, 300_000_000, True, id="IMP-19 at"),
        pytest.param(ladder.disclosure_required, 4_999_999, False, id="IMP-29 below"),
        pytest.param(ladder.disclosure_required, 5_000_000, True, id="IMP-29 at"),
        pytest.param(ladder.signboard_required, 49_999_999, False, id="IMP-30 below"),
        pytest.param(ladder.signboard_required, 50_000_000, True, id="IMP-30 at"),
        pytest.param(ladder.priority_inspection, 3_000_000_000, True, id="K08 at"),
        pytest.param(ladder.audit_exemption_possible, 500_000_000, False, id="K07 at"),
        pytest.param(ladder.audit_exemption_possible, 499_999_999, True, id="K07 below"),
        pytest.param(ladder.project_card_optional, 1_000_000, True, id="K01 at"),
        pytest.param(ladder.project_card_optional, 1_000_001, False, id="K01 above"),
        pytest.param(ladder.asset_management_optional, 500_001, False, id="K03 above"),
    ],
)
def test_a_rule_holds_exactly_from_its_amount(rule: Callable[[int], bool], amount: int, holds: bool) -> None:
    assert holds == rule(amount)


def test_imp_20_the_years_payments_together_bring_the_audit() -> None:
    assert ladder.audit_required([600_000_000, 400_000_000])
    assert not ladder.audit_required([600_000_000, 399_999_999])


def test_imp_06_an_increase_of_thirty_percent_is_reviewed_by_list_only() -> None:
    assert ladder.list_only_review(100_000_000, 130_000_000)
    assert not ladder.list_only_review(100_000_000, 130_000_001)


def test_half_of_the_cost_borne_by_the_grantee_frees_from_contract_procedure() -> None:
    assert ladder.contract_procedure_exempt(50, 100)
    assert not ladder.contract_procedure_exempt(49, 100)


def test_a_rule_is_not_applied_before_it_came_into_force() -> None:
    with pytest.raises(LawError, match="K05"):
        threshold("K05", date(2021, 7, 12))
    assert ladder.verification_required(300_000_000, date(2021, 7, 13))


def test_the_day_of_a_moment_in_seoul_picks_the_rule() -> None:
    eve = datetime(2021, 7, 12, 15, 0, tzinfo=UTC)  # 13 July, 00:00 in Seoul
    assert ladder.verification_required(300_000_000, eve)
    with pytest.raises(LawError, match="K05"):
        ladder.verification_required(300_000_000, eve - timedelta(seconds=1))


def test_an_unknown_threshold_is_named() -> None:
    with pytest.raises(LawError, match="K99"):
        threshold("K99")


def test_money_is_whole_won() -> None:
    with pytest.raises(LawError, match=r"0\.5"):
        ladder.approver_role(0.5)  # type: ignore[arg-type]
