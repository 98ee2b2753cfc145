"""Documents of cases as they are read and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from tasks.registers import documents
from workflows.queries.names import Name, names_of


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a case as a line of its list; `number` is empty and `approved_at` None before approval."""

    document_id: int
    title: str
    number: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Signature:
    """One mark on a document (결재, 전결, 대결, 검토, 협조)."""

    mark: str
    capacity: str
    post_name: str
    person: Name
    opinion: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """A document with its signatures; `body` says which letter of which process it is and what fills it."""

    document_id: int
    instance_id: int | None
    title: str
    recipient: str
    number: str
    approved_at: datetime | None
    body: Mapping[str, Any]
    signatures: tuple[Signature, ...]


def case_documents(connection: Connection, instance_id: int) -> tuple[DocumentRow, ...]:
    """List the documents of a case, the oldest first."""
    return tuple(
        DocumentRow(row.id, row.title, row.number or "", row.approved_at)
        for row in documents.of_case(connection, instance_id)
    )


def document_detail(connection: Connection, document_id: int) -> DocumentDetail | None:
    """Give one document; None when there is none of this number."""
    table = documents.document
    row = connection.execute(select(table).where(table.c.id == document_id)).one_or_none()
    if row is None:
        return None
    marks = documents.marks_of(connection, document_id)
    names = names_of(connection, [mark.person_id for mark in marks])
    return DocumentDetail(
        document_id=row.id,
        instance_id=row.instance_id,
        title=row.title,
        recipient=row.recipient,
        number=row.number or "",
        approved_at=row.approved_at,
        body=row.body,
        signatures=tuple(
            Signature(mark.mark, mark.capacity, mark.post_name, names[mark.person_id], mark.opinion, mark.signed_at)
            for mark in marks
            if mark.version == row.version
        ),
    )
