"""A subsidy from application to closing: what the law lets happen, and in which order (지방보조금법)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tasks.registers import agenda_items, calls, grants, instalments, ledger, meetings, milestones, parties, people
from tasks.registers.guard import GuardError
from tasks.registers.ledger import Voucher

AT = datetime(2027, 3, 8, 1, 0, tzinfo=UTC)
DAY = date(2027, 3, 8)


def someone(connection: Connection, login: str) -> int:
    return people.by_login(connection, login).id


def party(connection: Connection, business_no: str = "123-45-67891") -> int:
    found = parties.find(connection, business_no)
    assert found is not None
    return found.id


def voucher(key: str) -> Voucher:
    return Voucher(key, AT)


@pytest.fixture
def grant(town: Connection) -> int:
    call = calls.open_on(town, "ai_adoption_2027", date(2027, 2, 10))
    assert call is not None
    return grants.apply(
        town, instance_id=7, case_key="subsidy_case/7", programme="ai_adoption_2027", party_id=party(town),
        title="AI 수요예측 도입", requested=50_000_000, own_planned=10_000_000, starts_on=date(2027, 4, 1),
        ends_on=date(2027, 11, 30), at=AT, call_id=call.id,
    )  # fmt: skip


def deliberate(town: Connection, outcome: str = "carried", held_on: date = date(2027, 3, 2)) -> None:
    meeting = meetings.call(town, "subsidy_committee", held_on=held_on, called_on=date(2027, 2, 15), place="회의실")
    item = agenda_items.put(town, meeting, "교부 심의", kind="deliberation", subject="subsidy_case/7")
    agenda_items.settle(town, item, outcome)


def decide(town: Connection, grant: int, amount: int = 40_000_000, **more: object) -> str:
    given = {"reasons": "예산 범위", "conditions": ["정산 의무"], **more}
    return grants.decide(
        town, grant, amount=amount, decided_by=someone(town, "division_head1"), on=DAY, voucher=voucher("decide"),
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


def accepted(town: Connection, grant: int) -> None:
    deliberate(town)
    decide(town, grant)
    grants.notify(town, grant, DAY)
    grants.accept(town, grant, DAY, "digest")


def paid(town: Connection, grant: int, number: int) -> None:
    instalments.request(town, grant, number, someone(town, "officer1"), AT)
    instalments.approve(town, grant, number, someone(town, "accounting1"), AT)
    instalments.pay(town, grant, number, someone(town, "payment1"), voucher(f"pay/{number}"))


def checked(town: Connection, grant: int, after: int, result: str = "passed") -> None:
    instalments.record_check(
        town, grant, after, result=result, findings="적정", checked_by=someone(town, "officer2"), on=DAY
    )


def refused(code: str) -> AbstractContextManager[object]:
    return pytest.raises(GuardError, match=rf"'{code}'")


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


def test_nothing_is_paid_before_the_decision_at_a7i3_2(town: Connection, grant: int) -> None:
    with refused("not_granted"):
        instalments.plan(town, grant, [20_000_000, 20_000_000])


def test_everything_at_once_is_refused_without_a_reason_imp_14(town: Connection, grant: int) -> None:
    accepted(town, grant)

    with refused("one_instalment"):
        instalments.plan(town, grant, [40_000_000])
    instalments.plan(town, grant, [40_000_000], at_once_reason="public_institution")


def test_instalments_add_up_to_the_grant(town: Connection, grant: int) -> None:
    accepted(town, grant)

    with refused("instalments_differ"):
        instalments.plan(town, grant, [28_000_000, 12_000_001])


def test_the_second_instalment_waits_for_a_passed_check_imp_14(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    paid(town, grant, 1)
    with refused("check_missing"):
        paid(town, grant, 2)
    checked(town, grant, 1, "failed")
    with refused("check_missing"):
        paid(town, grant, 2)

    checked(town, grant, 1)
    paid(town, grant, 2)

    assert 40_000_000 == ledger.balances_of_grant(town, grant)["advanced"]


def test_asking_approving_and_paying_need_three_people_m7(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    officer, accounting = someone(town, "officer1"), someone(town, "accounting1")
    instalments.request(town, grant, 1, officer, AT)
    with refused("two_persons"):
        instalments.approve(town, grant, 1, officer, AT)
    instalments.approve(town, grant, 1, accounting, AT)
    for again in (officer, accounting):
        with refused("two_persons"):
            instalments.pay(town, grant, 1, again, voucher("pay"))


def test_the_database_itself_refuses_one_person_for_two_parts(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    officer = someone(town, "officer1")

    with pytest.raises(IntegrityError, match="approver_did_not_ask"):
        town.execute(instalments.instalment.update().values(requested_by=officer, approved_by=officer))


def test_the_beneficiary_has_no_hand_in_the_payment_m7(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])

    with refused("beneficiary"):
        instalments.request(town, grant, 1, someone(town, "applicant1"), AT)


def test_a_changed_account_must_be_approved_again_m7(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    instalments.request(town, grant, 1, someone(town, "officer1"), AT)
    instalments.approve(town, grant, 1, someone(town, "accounting1"), AT)
    grants.accept(town, grant, DAY, "another account")

    with refused("payee_changed"):
        instalments.pay(town, grant, 1, someone(town, "payment1"), voucher("pay"))


def test_an_instalment_is_paid_once(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    paid(town, grant, 1)

    with refused("instalment_paid"):
        instalments.pay(town, grant, 1, someone(town, "payment1"), voucher("again"))
    with pytest.raises(IntegrityError, match="jorye:instalment_paid"):
        town.execute(instalments.instalment.update().values(amount=1))


def test_the_amount_may_be_raised_within_the_budget_and_lowered_to_what_is_paid(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    paid(town, grant, 1)

    decider = someone(town, "division_head1")
    grants.change_amount(town, grant, 45_000_000, reason="사업량", decided_by=decider, on=DAY, voucher=voucher("up"))
    assert 17_000_000 == ledger.balances_of_grant(town, grant)["committed"]
    with refused("not_enough"):
        grants.change_amount(town, grant, 27_999_999, reason="감액", decided_by=decider, on=DAY, voucher=voucher("x"))
    grants.change_amount(town, grant, 28_000_000, reason="감액", decided_by=decider, on=DAY, voucher=voucher("down"))
    assert 0 == ledger.balances_of_grant(town, grant)["committed"]


def test_what_a_party_received_in_a_year_is_counted_by_the_day_in_seoul_imp_20(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    officer, accounting = someone(town, "officer1"), someone(town, "accounting1")
    new_year = datetime(2027, 12, 31, 15, 0, tzinfo=UTC)  # 1 January 2028, 00:00 in Seoul
    for at, amount in ((AT, 28_000_000), (new_year, 12_000_000)):
        ledger.disburse(town, grant, amount, Voucher(str(at), at), requested_by=officer, approved_by=accounting)

    assert (28_000_000, 12_000_000) == (
        grants.received_in_year(town, party(town), 2027),
        grants.received_in_year(town, party(town), 2028),
    )


def test_a_reversed_payment_was_not_received_imp_20(town: Connection, grant: int) -> None:
    accepted(town, grant)
    instalments.plan(town, grant, [28_000_000, 12_000_000])
    paid(town, grant, 1)
    transfer = instalments.get(town, grant, 1).transfer_id
    ledger.reverse(town, transfer, Voucher("undo", AT, memo="계좌 오류"))

    assert 0 == grants.received_in_year(town, party(town), 2027)


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
