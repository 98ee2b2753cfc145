"""Open calls (공모): when a programme takes applications, for at least 15 days (안양시 지방보조금 관리 조례 제4조)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, Row, String, Table, select

from tasks.law.periods.civil import civil_period
from tasks.registers import programmes
from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, metadata, one_of

SHORTER = ("re_call", "early_execution", "linked_project", "urgent")
"""Why a call may be open for less than 15 days (같은 조 제3항)."""

call = Table(
    "programme_call",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("programme", String, ForeignKey("programme.code"), nullable=False, index=True),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("shorter_reason", String),
    Column("notice_document", String, nullable=False, server_default=""),
    Column("recall_of", Identifier, ForeignKey("programme_call.id")),
    one_of("shorter_reason", SHORTER),
    CheckConstraint("closes_on >= opens_on", name="days_in_order"),
)


def announce(
    connection: Connection,
    programme: str,
    *,
    opens_on: date,
    closes_on: date,
    shorter_reason: str | None = None,
    notice_document: str = "",
    recall_of: int | None = None,
) -> int:
    """Announce a call; `recall_of` names the call that found nobody suitable (IMP-03).

    Raises GuardError `basis_needed` for a programme without one (AT-A6-1), `call_too_short` (IMP-02).
    """
    require(programmes.bases_of(connection, programme), "basis_needed", bases="")
    earliest = civil_period(opens_on, "P15D").due
    require(shorter_reason or closes_on >= earliest, "call_too_short", earliest=earliest)
    row = call.insert().values(
        programme=programme, opens_on=opens_on, closes_on=closes_on, shorter_reason=shorter_reason,
        notice_document=notice_document, recall_of=recall_of,
    )  # fmt: skip
    return int(connection.execute(row.returning(call.c.id)).scalar_one())


def open_on(connection: Connection, programme: str, on: date) -> Row[Any] | None:
    """Give the call that takes applications that day, or None; the last day counts to midnight (IMP-09)."""
    taking = select(call).where(call.c.programme == programme, call.c.opens_on <= on, call.c.closes_on >= on)
    return connection.execute(taking.order_by(call.c.id.desc()).limit(1)).one_or_none()


def get(connection: Connection, call_id: int) -> Row[Any]:
    """Give a call's row; raises GuardError `call_unknown`."""
    row = connection.execute(select(call).where(call.c.id == call_id)).one_or_none()
    if row is None:
        raise GuardError("call_unknown", call=call_id)
    return row
