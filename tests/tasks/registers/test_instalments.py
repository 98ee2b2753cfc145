"""A grant is paid in parts, by three people, once each, and counted by the day in Seoul."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tasks.registers import grants, instalments, ledger
from tasks.registers.ledger import Voucher
from tests.kit.town import someone
from tests.tasks.registers.granting import AT, DAY, accepted, paid, party, refused, voucher


def checked(town: Connection, grant: int, after: int, result: str = "passed") -> None:
    instalments.record_check(
        town, grant, after, result=result, findings="적정", checked_by=someone(town, "officer2"), on=DAY
    )


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
