"""A form hands its answer (`x-operation`) to an operation that runs inside the transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find forms whose operation is unknown or runs outside."""
    known = subject.surroundings.operations
    for form_id, document in subject.documents.items():
        operation = document.get("x-operation") if isinstance(document, Mapping) else None
        if operation and (operation not in known or known[operation].execution != "local"):
            yield Found("", {"operation": operation}, f"forms/{form_id}.json")
