"""An application of the demonstration city, decided, accepted, checked and paid."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from tasks.registers import agenda_items, grants, instalments, meetings, parties
from tasks.registers.guard import GuardError
from tasks.registers.ledger import Voucher
from tests.kit.town import someone

AT = datetime(2027, 3, 8, 1, 0, tzinfo=UTC)
DAY = date(2027, 3, 8)


def party(connection: Connection, business_no: str = "123-45-67891") -> int:
    found = parties.find(connection, business_no)
    assert found is not None
    return found.id


def voucher(key: str) -> Voucher:
    return Voucher(key, AT)


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


def refused(code: str) -> AbstractContextManager[object]:
    return pytest.raises(GuardError, match=rf"'{code}'")
