"""Registered documents (공문서): drafted, signed along the line, numbered at approval, then unchangeable, dispatched.

A production number is the division's yearly serial without gaps: `AI정책과-123` (행정업무의 운영 및 혁신에 관한 규정
제11조; 공공기록물법 시행령 제20조). A document comes into being when the approver signs (같은 규정 제6조제1항).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    func,
    select,
)

from tasks.law.dates import as_date
from tasks.registers import divisions
from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, Instant, metadata, one_of
from tasks.registers.serials import next_number
from tasks.registers.triggers import Refusal, declare, immutable

Mark = Literal["draft", "review", "concur", "return", "approve"]
Capacity = Literal["own", "delegated", "proxy", "delegated_proxy"]
"""How the approver signs: 결재, 전결, 대결, 전결 대결 (시행규칙 제7조)."""

document = Table(
    "document",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("instance_id", Identifier, index=True),
    Column("division", String, ForeignKey("division.code"), nullable=False),
    Column("title", String, nullable=False),
    Column("recipient", String, nullable=False),
    Column("body", JSON, nullable=False),
    Column("disclosure", String, nullable=False),
    Column("disclosure_ground", String, nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("year", Integer),
    Column("serial", Integer),
    Column("number", String),
    Column("approved_at", Instant),
    one_of("disclosure", ("open", "partial", "closed")),
    UniqueConstraint("division", "year", "serial"),
    UniqueConstraint("number", "year"),
    CheckConstraint("disclosure = 'open' OR disclosure_ground <> ''", name="ground_given"),
    CheckConstraint("(approved_at IS NULL) = (serial IS NULL)", name="numbered_when_approved"),
)

version = Table(
    "document_version",
    metadata,
    Column("document_id", Identifier, ForeignKey("document.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("body", JSON, nullable=False),
    Column("written_by", Identifier, ForeignKey("person.id"), nullable=False),
    Column("written_at", Instant, nullable=False),
)

mark = Table(
    "document_mark",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("document_id", Identifier, ForeignKey("document.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("mark", String, nullable=False),
    Column("capacity", String, nullable=False),
    Column("person_id", Identifier, ForeignKey("person.id"), nullable=False),
    Column("post_name", String, nullable=False),
    Column("stands_in_for", Identifier, ForeignKey("person.id")),
    Column("opinion", String, nullable=False, server_default=""),
    Column("signed_at", Instant, nullable=False),
    one_of("mark", ("draft", "review", "concur", "return", "approve")),
    one_of("capacity", ("own", "delegated", "proxy", "delegated_proxy")),
    CheckConstraint("mark <> 'return' OR opinion <> ''", name="returned_with_reason"),
)

dispatch = Table(
    "document_dispatch",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("document_id", Identifier, ForeignKey("document.id"), nullable=False, index=True),
    Column("recipient", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("arrived_at", Instant),
    CheckConstraint("arrived_at IS NULL OR arrived_at >= sent_at", name="times_in_order"),
    one_of("channel", ("network", "portal", "email", "post", "website", "internal")),
)

_APPROVED = "EXISTS (SELECT 1 FROM document d WHERE d.id = {row}.document_id AND d.approved_at IS NOT NULL)"

declare(
    *immutable("document", "document_approved", "OLD.approved_at IS NOT NULL"),
    *immutable("document_version", "recorded"),
    *immutable("document_mark", "recorded"),
    Refusal("document_approved", "document_mark", "INSERT", _APPROVED.format(row="NEW")),
    Refusal("document_unapproved", "document_dispatch", "INSERT", f"NOT {_APPROVED.format(row='NEW')}"),
    *immutable("document_dispatch", "recorded", "OLD.arrived_at IS NOT NULL"),
)


def draft(
    connection: Connection,
    *,
    division: str,
    title: str,
    recipient: str,
    body: Mapping[str, Any],
    drafted_by: int,
    at: datetime,
    instance_id: int | None = None,
    disclosure: str = "open",
    disclosure_ground: str = "",
) -> int:
    """Draft a document (기안) and give its id; it has no number before it is approved."""
    row = document.insert().values(
        division=division, title=title, recipient=recipient, body=dict(body), instance_id=instance_id,
        disclosure=disclosure, disclosure_ground=disclosure_ground,
    )  # fmt: skip
    new = int(connection.execute(row.returning(document.c.id)).scalar_one())
    _keep_version(connection, new, 1, title, body, drafted_by, at)
    return new


def redraft(
    connection: Connection, document_id: int, *, title: str, body: Mapping[str, Any], drafted_by: int, at: datetime
) -> int:
    """Write the text anew after a return; earlier versions are kept (공공기록물법 시행령 제16조). Gives the version."""
    row = _unapproved(connection, document_id)
    number = int(row.version) + 1
    values = {"title": title, "body": dict(body), "version": number}
    connection.execute(document.update().where(document.c.id == document_id).values(values))
    _keep_version(connection, document_id, number, title, body, drafted_by, at)
    return number


def sign(
    connection: Connection,
    document_id: int,
    kind: Mark,
    *,
    person_id: int,
    post_name: str,
    at: datetime,
    capacity: Capacity = "own",
    stands_in_for: int | None = None,
    opinion: str = "",
) -> None:
    """Put a signature mark on the current version; a return needs its reason, an approval goes through `approve`."""
    row = _unapproved(connection, document_id)
    require(kind != "return" or opinion, "reason_needed")
    connection.execute(
        mark.insert().values(
            document_id=document_id, version=row.version, mark=kind, capacity=capacity, person_id=person_id,
            post_name=post_name, stands_in_for=stands_in_for, opinion=opinion, signed_at=at,
        )
    )  # fmt: skip


def approve(
    connection: Connection,
    document_id: int,
    *,
    person_id: int,
    post_name: str,
    at: datetime,
    capacity: Capacity = "own",
    stands_in_for: int | None = None,
    opinion: str = "",
) -> str:
    """Approve a document (결재) and give its production number; from here on it cannot change.

    Raises GuardError `document_approved` when it is approved already.
    """
    sign(
        connection, document_id, "approve", person_id=person_id, post_name=post_name, at=at, capacity=capacity,
        stands_in_for=stands_in_for, opinion=opinion,
    )  # fmt: skip
    row = get(connection, document_id)
    year = as_date(at).year
    serial = next_number(connection, f"document/{row.division}", year)
    number = f"{_division_name(connection, row.division)}-{serial}"
    values = {"year": year, "serial": serial, "number": number, "approved_at": at}
    connection.execute(document.update().where(document.c.id == document_id).values(values))
    return number


def send(connection: Connection, document_id: int, recipient: str, channel: str, at: datetime) -> int:
    """Record that an approved document went out (발송); raises GuardError `document_unapproved`."""
    require(get(connection, document_id).approved_at is not None, "document_unapproved", document=document_id)
    row = dispatch.insert().values(document_id=document_id, recipient=recipient, channel=channel, sent_at=at)
    return int(connection.execute(row.returning(dispatch.c.id)).scalar_one())


def arrive(connection: Connection, dispatch_id: int, at: datetime) -> None:
    """Record its arrival, from which it takes effect (행정업무의 운영 및 혁신에 관한 규정 제6조제2항)."""
    connection.execute(dispatch.update().where(dispatch.c.id == dispatch_id).values(arrived_at=at))


def get(connection: Connection, document_id: int) -> Row[Any]:
    """Give a document's row; raises GuardError `document_unknown`."""
    row = connection.execute(select(document).where(document.c.id == document_id)).one_or_none()
    if row is None:
        raise GuardError("document_unknown", document=document_id)
    return row


def marks_of(connection: Connection, document_id: int) -> tuple[Row[Any], ...]:
    """Give the signatures in the order they were put, those of earlier versions included."""
    return tuple(connection.execute(select(mark).where(mark.c.document_id == document_id).order_by(mark.c.id)))


def of_case(connection: Connection, instance_id: int) -> tuple[Row[Any], ...]:
    """Give a case's documents."""
    rows = select(document).where(document.c.instance_id == instance_id).order_by(document.c.id)
    return tuple(connection.execute(rows))


def last_serial(connection: Connection, division: str, on: date) -> int:
    """Give the highest serial of a division in the year of a day, 0 before the first."""
    highest = select(func.coalesce(func.max(document.c.serial), 0)).where(
        document.c.division == division, document.c.year == on.year
    )
    return int(connection.execute(highest).scalar_one())


def _unapproved(connection: Connection, document_id: int) -> Row[Any]:
    row = get(connection, document_id)
    require(row.approved_at is None, "document_approved", document=document_id)
    return row


def _keep_version(
    connection: Connection, document_id: int, number: int, title: str, body: Mapping[str, Any], who: int, at: datetime
) -> None:
    connection.execute(
        version.insert().values(
            document_id=document_id, version=number, title=title, body=dict(body), written_by=who, written_at=at
        )
    )


def _division_name(connection: Connection, code: str) -> str:
    table = divisions.division
    return str(connection.execute(select(table.c.name_ko).where(table.c.code == code)).scalar_one())
