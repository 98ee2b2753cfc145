"""Documents of cases as they are listed, read and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

import messages
from bpmn.letters import Filled
from bpmn.letters import Letter as Model
from tasks.documents.closing import closing_of
from tasks.documents.letter import Letter, lay_out
from tasks.registers import documents
from workflows.queries.processes import bundle_of
from workflows.records.instance import instance
from workflows.services import Services

INTERNAL = "내부결재"
"""An internal approval goes out to nobody, so nobody sends it."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a case; `number` is empty and `approved_at` None before approval."""

    document_id: int
    instance_id: int | None
    title: str
    number: str
    approved_at: datetime | None
    is_inside: bool
    """Not approved yet, or an internal approval: nobody outside has received it."""


def case_documents(connection: Connection, instance_id: int) -> tuple[DocumentRow, ...]:
    """List the documents of a case, the oldest first."""
    return tuple(_row(row) for row in documents.of_case(connection, instance_id))


def document_row(connection: Connection, document_id: int) -> DocumentRow | None:
    """Give one document; None when there is none of this number."""
    table = documents.document
    row = connection.execute(select(table).where(table.c.id == document_id)).one_or_none()
    return None if row is None else _row(row)


def letter_of(services: Services, connection: Connection, document_id: int) -> Letter:
    """Give the whole letter of a document that exists, filled with the values the register keeps."""
    row = documents.get(connection, document_id)
    filled = _filled(services, connection, row)
    sender = "" if row.recipient == INTERNAL else messages.text("service.sender")
    return lay_out(
        agency=messages.text("service.agency"),
        recipient=row.recipient,
        title=row.title,
        paragraphs=filled.paragraphs,
        attachments=filled.attachments,
        closing=closing_of(connection, document_id, sender=sender),
    )


def _filled(services: Services, connection: Connection, row: Row[Any]) -> Filled:
    body: Mapping[str, Any] = row.body
    if "letter" not in body:
        return Filled(row.title, row.recipient, tuple(str(body.get("text", "")).splitlines()), ())
    definition_id = connection.scalar(select(instance.c.definition_id).where(instance.c.id == row.instance_id))
    bundle = bundle_of(services, connection, definition_id or 0)
    model = Model.read(bundle.letter(body["process"], body["letter"]), services.functions)
    return model.fill(body["values"])


def _row(row: Row[Any]) -> DocumentRow:
    is_inside = row.approved_at is None or row.recipient == INTERNAL
    return DocumentRow(row.id, row.instance_id, row.title, row.number or "", row.approved_at, is_inside)
