"""A subsidy applied for, decided and closed: what the law lets happen, and in which order (지방보조금법)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection

from tasks.registers import grants, instalments, ledger, milestones, parties
from tasks.registers.guard import GuardError
from tests.kit.town import someone
from tests.tasks.registers.granting import AT, DAY, accepted, decide, deliberate, paid, party, refused


def test_an_open_call_case_waits_for_the_committee_imp_04(town: Connection, grant: int) -> None:
    with refused("no_committee_result"):
        decide(town, grant)


def test_a_decision_before_the_deliberation_is_refused_imp_04(town: Connection, grant: int) -> None:
    deliberate(town, held_on=date(2027, 3, 9))

    with refused("no_committee_result"):
        decide(town, grant)


def test_a_rejection_by_the_committee_does_not_let_it_be_granted(town: Connection, grant: int) -> None:
    deliberate(town, "rejected")

    with refused("no_committee_result"):
        decide(town, grant)


def test_an_application_without_call_or_reason_is_refused_imp_01(town: Connection) -> None:
    with refused("call_or_reason"):
        grants.apply(
            town, instance_id=8, case_key="8", programme="ai_adoption_2027", party_id=party(town), title="x",
            requested=1, own_planned=0, starts_on=DAY, ends_on=DAY, at=AT,
        )  # fmt: skip


@pytest.mark.parametrize(("amount", "kind"), [(50_000_000, "full"), (40_000_000, "partial"), (0, "refused")])
def test_a_decision_is_full_partial_or_a_refusal(town: Connection, grant: int, amount: int, kind: str) -> None:
    deliberate(town)

    assert kind == decide(town, grant, amount)
    assert amount == ledger.balances_of_grant(town, grant)["committed"]


def test_a_partial_grant_needs_reasons_and_a_full_one_does_not_imp_13(town: Connection, grant: int) -> None:
    deliberate(town)
    with refused("reasons_needed"):
        decide(town, grant, reasons="")

    assert "full" == decide(town, grant, 50_000_000, reasons="")


def test_nobody_is_granted_more_than_asked(town: Connection, grant: int) -> None:
    deliberate(town)

    with refused("more_than_asked"):
        decide(town, grant, 50_000_001)


def test_an_excluded_party_is_granted_nothing_imp_12(town: Connection, grant: int) -> None:
    deliberate(town)
    parties.exclude(town, party(town), from_day=date(2026, 3, 2), until_day=DAY, ground="용도 외 사용")

    with refused("excluded"):
        decide(town, grant)


def test_an_application_is_withdrawn_until_the_decision_imp_10(town: Connection, grant: int) -> None:
    grants.withdraw(town, grant, AT)

    with refused("decided_already"):
        decide(town, grant)


def test_a_decided_application_is_not_withdrawn_imp_10(town: Connection, grant: int) -> None:
    deliberate(town)
    decide(town, grant)

    with refused("decided_already"):
        grants.withdraw(town, grant, AT)


def test_a_case_is_not_closed_while_a_won_is_open_m3(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    paid(town, grant, 1)

    with pytest.raises(GuardError) as raised:
        grants.close(town, grant, DAY)

    assert raised.value.text("ko") == (
        "정리되지 않은 금액 40,000,000원이 남아 있습니다(미교부액, 교부액 중 미정산액). "
        "인정·반납·감액으로 정리한 뒤 종결하십시오."
    )


def test_a_case_is_not_closed_before_every_milestone_is_in_botame(town: Connection, grant: int) -> None:
    milestones.reach(town, 7, "application", DAY)
    milestones.reach(town, 7, "application", DAY)
    with refused("not_synced"):
        grants.close(town, grant, DAY)

    milestones.record_sync(town, 7, "application", botame_no="2027-0001", person_id=someone(town, "officer1"), on=DAY)
    grants.close(town, grant, DAY)

    assert DAY == grants.get(town, grant).closed_on


def test_the_fixed_amount_stays_within_the_grant(town: Connection, grant: int) -> None:
    accepted(town, grant)
    grants.end_project(town, grant, "completed", date(2027, 11, 30))
    with refused("more_than_granted"):
        grants.fix_amount(town, grant, 40_000_001, DAY)

    grants.fix_amount(town, grant, 36_000_000, DAY)

    assert 36_000_000 == grants.get(town, grant).fixed_amount


def test_other_live_applications_of_the_party_are_found_for_the_duplicate_check(town: Connection, grant: int) -> None:
    assert (grant,) == tuple(row.id for row in grants.others_of_party(town, party(town), instance_id=99))
    assert () == grants.others_of_party(town, party(town), instance_id=7)


def test_an_application_may_be_amended_until_it_is_decided(town: Connection, grant: int) -> None:
    grants.amend(town, grant, requested=45_000_000)

    assert 45_000_000 == grants.get(town, grant).requested
    with refused("not_amendable"):
        grants.amend(town, grant, amount=1)
