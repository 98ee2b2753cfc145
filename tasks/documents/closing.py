"""The closing of a registered document (결문): what its signatures, number and register entry say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from tasks.documents.letter import Closing, Signature
from tasks.law.dates import as_date
from tasks.registers import documents, people

WORDS = {"own": "", "delegated": "전결", "proxy": "대결", "delegated_proxy": "전결 대결"}
"""시행규칙 제7조."""
DISCLOSURE = {"open": "대국민공개", "partial": "부분공개", "closed": "비공개"}


def closing_of(connection: Connection, document_id: int, *, sender: str = "", contact: str = "") -> Closing:
    """Give the closing of a document as it stands: signatures of its current version, its number once it has one.

    `sender` is the title of who sends it (안양시장), empty on an internal approval; raises GuardError
    `document_unknown`.
    """
    row = documents.get(connection, document_id)
    marks = [each for each in documents.marks_of(connection, document_id) if each.version == row.version]
    return Closing(
        sender=sender,
        signatures=tuple(_signature(connection, each) for each in marks if each.mark not in ("concur", "return")),
        concurrences=tuple(_signature(connection, each) for each in marks if each.mark == "concur"),
        number=row.number or "",
        issued_on=as_date(row.approved_at) if row.approved_at else None,
        contact=contact,
        disclosure=DISCLOSURE[row.disclosure],
    )


def _signature(connection: Connection, mark: Row[Any]) -> Signature:
    """Only the approver's signature carries a day; a reviewer with an opinion is marked so (시행규칙 제6조제3항)."""
    name = people.get(connection, mark.person_id).name_ko
    if mark.mark == "approve":
        return Signature(mark.post_name, name, WORDS[mark.capacity], as_date(mark.signed_at))
    return Signature(mark.post_name, f"{name}(의견 있음)" if mark.opinion else name, WORDS[mark.capacity])
