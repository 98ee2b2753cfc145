"""The ledger: no won is lost, none is spent twice, nothing is rubbed out (promises M1, M2, M3, M6, M7)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tasks.registers import budget, grants, ledger, parties
from tasks.registers.guard import GuardError, explain
from tasks.registers.ledger import Voucher
from tasks.registers.ledger_accounts import account, account_of
from tests.kit.town import someone

AT = datetime(2027, 3, 8, 1, 0, tzinfo=UTC)
DAY = date(2027, 3, 8)


def voucher(key: str, memo: str = "") -> Voucher:
    return Voucher(key, AT, memo=memo)


def line(connection: Connection) -> int:
    return int(budget.get(connection, "ai_adoption", 2027).id)


@pytest.fixture
def grant(town: Connection) -> int:
    """An application for 50,000,000 won with 10,000,000 won of its own."""
    applicant = parties.find(town, "123-45-67891")
    assert applicant is not None
    return grants.apply(
        town, instance_id=1, case_key="2027-1", programme="ai_adoption_2027", party_id=applicant.id,
        title="AI 수요예측 도입", requested=50_000_000, own_planned=10_000_000, starts_on=date(2027, 4, 1),
        ends_on=date(2027, 11, 30), at=AT, call_id=1,
    )  # fmt: skip


def granted(town: Connection, grant: int, amount: int) -> None:
    ledger.commit(town, grant, amount, voucher(f"commit/{amount}"))


def pay(town: Connection, grant: int, amount: int, key: str = "pay/1") -> int:
    return ledger.disburse(
        town, grant, amount, voucher(key), requested_by=someone(town, "officer1"),
        approved_by=someone(town, "accounting1"),
    )  # fmt: skip


def test_what_the_council_decides_becomes_available(town: Connection) -> None:
    balances = ledger.balances_of_line(town, line(town))

    assert (1_000_000_000, 1_000_000_000) == (balances["appropriated"], balances["available"])


def test_a_grant_binds_the_budget(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)

    assert 960_000_000 == ledger.balances_of_line(town, line(town))["available"]
    assert 40_000_000 == ledger.balances_of_grant(town, grant)["committed"]


def test_more_than_the_budget_cannot_be_granted_m2(town: Connection, grant: int) -> None:
    with pytest.raises(GuardError) as raised:
        granted(town, grant, 1_000_000_001)

    assert raised.value.code == "not_enough"
    assert "예산 잔액에 1,000,000,000원이 있어 1,000,000,001원" in raised.value.text("ko")


def test_more_than_granted_cannot_be_paid_m2(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)
    pay(town, grant, 28_000_000)

    with pytest.raises(GuardError, match="not_enough"):
        pay(town, grant, 12_000_001, "pay/2")


def test_what_is_granted_cannot_be_cut_from_the_budget(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)

    with pytest.raises(GuardError, match="not_enough"):
        ledger.cut(town, line(town), 960_000_001, voucher("cut"))


def test_one_person_cannot_ask_and_approve_m7(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)
    officer = someone(town, "officer1")

    with pytest.raises(GuardError, match="two_persons"):
        ledger.disburse(town, grant, 1, voucher("pay"), requested_by=officer, approved_by=officer)


def test_the_worked_example_settles_to_the_last_won_imp_21(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)
    pay(town, grant, 28_000_000)
    pay(town, grant, 12_000_000, "pay/2")
    for kind, amount in (
        ("recognise", 36_000_000),
        ("return_balance", 4_000_000),
        ("accrue_interest", 12_345),
        ("return_interest", 12_340),
        ("drop_interest", 5),
    ):
        ledger.post(town, kind, grant, amount, voucher(kind))

    found = ledger.balances_of_grant(town, grant)

    assert {kind: found[kind] for kind in ("reserved", "committed", "advanced", "interest")} == {
        "reserved": 0, "committed": 0, "advanced": 0, "interest": 0,
    }  # fmt: skip
    paid, interest = 40_000_000, 12_345
    assert (
        paid + interest == found["spent"] + found["returned"] + found["interest_returned"] + found["interest_dropped"]
    )


def test_a_reservation_is_given_back_whole(town: Connection, grant: int) -> None:
    ledger.post(town, "reserve", grant, 50_000_000, voucher("reserve"))
    grants.withdraw(town, grant, AT)

    assert 1_000_000_000 == ledger.balances_of_line(town, line(town))["available"]


def test_a_grant_takes_first_what_was_reserved_for_it(town: Connection, grant: int) -> None:
    ledger.post(town, "reserve", grant, 30_000_000, voucher("reserve"))
    granted(town, grant, 40_000_000)

    assert (0, 40_000_000, 960_000_000) == (
        ledger.balances_of_grant(town, grant)["reserved"],
        ledger.balances_of_grant(town, grant)["committed"],
        ledger.balances_of_line(town, line(town))["available"],
    )


def test_a_reversal_puts_the_money_back_and_names_its_original(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)
    wrong = pay(town, grant, 28_000_000)

    undone = ledger.reverse(town, wrong, voucher("undo", memo="계좌 오류"))

    assert 40_000_000 == ledger.balances_of_grant(town, grant)["committed"]
    assert wrong == {row.id: row.reverses for row in ledger.transfers_of_grant(town, grant)}[undone]


@pytest.mark.parametrize("second", ["original", "reversal"])
def test_nothing_is_reversed_twice(town: Connection, grant: int, second: str) -> None:
    granted(town, grant, 40_000_000)
    wrong = pay(town, grant, 28_000_000)
    undone = ledger.reverse(town, wrong, voucher("undo", memo="계좌 오류"))

    with pytest.raises(GuardError, match=r"reversed_already|reversal_of_reversal"):
        ledger.reverse(town, wrong if second == "original" else undone, voucher("again", memo="다시"))


def test_a_reversal_needs_its_reason(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)

    with pytest.raises(GuardError, match="reason_needed"):
        ledger.reverse(town, pay(town, grant, 1), voucher("undo"))


def test_the_same_voucher_posts_once(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)

    assert pay(town, grant, 28_000_000) == pay(town, grant, 28_000_000)
    assert 12_000_000 == ledger.balances_of_grant(town, grant)["committed"]


def test_a_voucher_key_stands_for_one_thing(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)
    pay(town, grant, 28_000_000)

    with pytest.raises(GuardError, match="key_reused"):
        pay(town, grant, 27_000_000)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_transfer_moves_at_least_one_won(town: Connection, grant: int, amount: int) -> None:
    with pytest.raises(GuardError, match="amount_positive"):
        ledger.post(town, "reserve", grant, amount, voucher("nothing"))


def test_kept_balances_are_what_the_transfers_say_m6(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)
    ledger.reverse(town, pay(town, grant, 28_000_000), voucher("undo", memo="계좌 오류"))

    assert () == ledger.recompute(town)
    assert 0 == town.execute(text("SELECT sum(balance) FROM ledger_account")).scalar_one()


RAW = {
    "a transfer changed": ("UPDATE ledger_transfer SET amount = 1", "posted_for_good"),
    "a transfer deleted": ("DELETE FROM ledger_transfer", "posted_for_good"),
    "a balance set by hand": ("UPDATE ledger_account SET balance = 1", "moves_only_by_transfer"),
    "a balance moved with an old transfer": (
        "UPDATE ledger_account SET balance = balance + 1, last_transfer_id = last_transfer_id",
        "moves_only_by_transfer",
    ),
    "a balance moved with an invented transfer": (
        "UPDATE ledger_account SET balance = balance + 1, last_transfer_id = 999999999",
        "moves_only_by_transfer",
    ),
    "an account deleted": ("DELETE FROM ledger_account", "account_kept"),
    "an account opened with money": (
        (
            "INSERT INTO ledger_account (kind, budget_line_id, grant_id, balance)"
            " SELECT 'spent', budget_line_id, id, 5 FROM subsidy_grant"
        ),
        "opens_at_zero",
    ),
    "an account opened twice": (
        "INSERT INTO ledger_account (kind, budget_line_id) SELECT 'available', id FROM budget_line",
        "account_doubled",
    ),
    "money paid straight from the council": (
        (
            "INSERT INTO ledger_transfer (kind, from_account, to_account, amount, posted_at, key)"
            " SELECT 'recognise', a.id, b.id, 1, '2027-03-08', 'x' FROM ledger_account a, ledger_account b"
            " WHERE a.kind = 'council' AND b.kind = 'committed'"
        ),
        "no_such_move",
    ),
    "more granted than appropriated": (
        (
            "INSERT INTO ledger_transfer (kind, from_account, to_account, amount, posted_at, key)"
            " SELECT 'reserve', a.id, b.id, 2000000000, '2027-03-08', 'x' FROM ledger_account a, ledger_account b"
            " WHERE a.kind = 'available' AND a.budget_line_id = b.budget_line_id AND b.kind = 'reserved'"
        ),
        "never_below_zero",
    ),
    "a payment nobody approved": (
        (
            "INSERT INTO ledger_transfer (kind, from_account, to_account, amount, posted_at, key)"
            " SELECT 'disburse', a.id, b.id, 1, '2027-03-08', 'x' FROM ledger_account a, ledger_account b"
            " WHERE a.kind = 'committed' AND b.kind = 'advanced'"
        ),
        "two_persons",
    ),
    "a reversal of another amount": (
        (
            "INSERT INTO ledger_transfer (kind, from_account, to_account, amount, posted_at, key, reverses)"
            " SELECT 'reverse', to_account, from_account, amount + 1, '2027-03-08', 'x', id FROM ledger_transfer"
            " WHERE kind = 'grant'"
        ),
        "reversal_differs",
    ),
}


@pytest.mark.parametrize("trick", RAW)
def test_the_database_itself_refuses(town: Connection, grant: int, trick: str) -> None:
    granted(town, grant, 40_000_000)
    account_of(town, "advanced", line(town), grant)
    statement, code = RAW[trick]

    with pytest.raises(IntegrityError, match=code):
        town.execute(text(statement))


def test_a_refusal_of_the_database_reads_like_any_other(town: Connection, grant: int) -> None:
    granted(town, grant, 40_000_000)

    with pytest.raises(IntegrityError) as raised:
        town.execute(account.delete())

    refused = explain(raised.value)
    assert refused is not None
    assert refused.text("ko") == "장부의 계정은 지울 수 없습니다."
