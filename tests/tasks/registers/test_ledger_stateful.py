"""Whatever is posted in whatever order: the books sum to zero and disbursed ≤ granted ≤ appropriated (M1, M2, M6)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import Connection, StaticPool, create_engine, func, select

from tasks.registers import ledger
from tasks.registers.guard import GuardError
from tasks.registers.ledger import ROUTES, Voucher
from tasks.registers.ledger_accounts import OF_GRANT, OVERDRAWN, account
from tasks.registers.schema import metadata

AT = datetime(2027, 3, 8, tzinfo=UTC)
ENGINE = create_engine("sqlite://", poolclass=StaticPool)
metadata.create_all(ENGINE)

amounts = st.integers(min_value=-1, max_value=1_000)
grant_ids = st.sampled_from([1, 2])
moves = st.sampled_from([kind for kind in ROUTES if kind not in ("appropriate", "cut", "disburse")])


def founded(connection: Connection) -> None:
    """One budget line and two grants; foreign keys are off, the ledger alone is under test."""
    table = metadata.tables
    connection.execute(
        table["budget_line"].insert().values(
            id=1, code="x", fiscal_year=2027, title_ko="x", title_en="x", division="x", statistical_code="x",
            source="city",
        )
    )  # fmt: skip
    for number in (1, 2):
        connection.execute(
            table["subsidy_grant"].insert().values(
                id=number, instance_id=number, case_key=str(number), programme="x", party_id=1, budget_line_id=1,
                title="x", requested=1, own_planned=0, starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 1),
                applied_at=AT, conditions=[],
            )
        )  # fmt: skip


class Ledger(RuleBasedStateMachine):
    """Posts at random and keeps a plain model of every account beside."""

    def __init__(self) -> None:
        super().__init__()
        self.connection = ENGINE.connect()
        self.model: dict[tuple[str, int | None], int] = {}
        self.posted: list[tuple[int, str, int | None, int]] = []
        self.reversed: set[int] = set()
        self.count = 0

    @initialize(amount=st.integers(min_value=1, max_value=2_000))
    def open_books(self, amount: int) -> None:
        founded(self.connection)
        ledger.appropriate(self.connection, 1, amount, self.voucher())
        self.moved("council", "available", None, amount)

    def teardown(self) -> None:
        self.connection.rollback()
        self.connection.close()

    def voucher(self) -> Voucher:
        self.count += 1
        return Voucher(str(self.count), AT, memo="x")

    def owner(self, kind: str, grant_id: int | None) -> int | None:
        return grant_id if kind in OF_GRANT else None

    def held(self, kind: str, grant_id: int | None) -> int:
        return self.model.get((kind, self.owner(kind, grant_id)), 0)

    def moved(self, source: str, target: str, grant_id: int | None, amount: int) -> None:
        for kind, change in ((source, -amount), (target, amount)):
            key = (kind, self.owner(kind, grant_id))
            self.model[key] = self.model.get(key, 0) + change

    def attempt(self, kind: str, grant_id: int | None, amount: int, post: object) -> None:
        source, target = ROUTES[kind]
        possible = amount > 0 and (source in OVERDRAWN or self.held(source, grant_id) >= amount)
        try:
            transfer_id = post()  # type: ignore[operator]  # a closure of this test
        except GuardError as refused:
            assert not possible, refused
            assert refused.code in ("amount_positive", "not_enough")
        else:
            assert possible
            self.moved(source, target, grant_id, amount)
            self.posted.append((transfer_id, kind, grant_id, amount))

    @rule(amount=amounts)
    def appropriate(self, amount: int) -> None:
        one = self.voucher()
        self.attempt("appropriate", None, amount, lambda: ledger.appropriate(self.connection, 1, amount, one))

    @rule(amount=amounts)
    def cut(self, amount: int) -> None:
        one = self.voucher()
        self.attempt("cut", None, amount, lambda: ledger.cut(self.connection, 1, amount, one))

    @rule(kind=moves, grant_id=grant_ids, amount=amounts)
    def move(self, kind: str, grant_id: int, amount: int) -> None:
        one = self.voucher()
        self.attempt(kind, grant_id, amount, lambda: ledger.post(self.connection, kind, grant_id, amount, one))

    @rule(grant_id=grant_ids, amount=amounts)
    def disburse(self, grant_id: int, amount: int) -> None:
        one = self.voucher()
        self.attempt(
            "disburse", grant_id, amount,
            lambda: ledger.disburse(self.connection, grant_id, amount, one, requested_by=1, approved_by=2),
        )  # fmt: skip

    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        if not self.posted:
            return
        transfer_id, kind, grant_id, amount = data.draw(st.sampled_from(self.posted))
        source, target = ROUTES[kind]
        possible = transfer_id not in self.reversed and (target in OVERDRAWN or self.held(target, grant_id) >= amount)
        try:
            ledger.reverse(self.connection, transfer_id, self.voucher())
        except GuardError as refused:
            assert not possible, refused
        else:
            assert possible
            self.moved(target, source, grant_id, amount)
            self.reversed.add(transfer_id)

    @invariant()
    def every_balance_is_the_model(self) -> None:
        rows = self.connection.execute(select(account.c.kind, account.c.grant_id, account.c.balance))
        kept = {(kind, grant_id): balance for kind, grant_id, balance in rows if balance}
        assert {key: value for key, value in self.model.items() if value} == kept

    @invariant()
    def the_books_sum_to_zero(self) -> None:
        total = self.connection.execute(select(func.coalesce(func.sum(account.c.balance), 0))).scalar_one()
        assert total == 0
        assert ledger.recompute(self.connection) == ()

    @invariant()
    def disbursed_is_at_most_granted_at_most_appropriated(self) -> None:
        found = ledger.balances_of_line(self.connection, 1)
        disbursed = found["advanced"] + found["spent"] + found["returned"]
        granted = disbursed + found["committed"]
        assert disbursed <= granted <= granted + found["reserved"] <= found["appropriated"]


TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=100, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
