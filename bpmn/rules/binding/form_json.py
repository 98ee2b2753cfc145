"""The file of a form is JSON."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find files that are no JSON."""
    for form_id, document in subject.documents.items():
        if isinstance(document, ValueError):
            line = getattr(document, "lineno", 0)
            yield Found("", {"reason": document}, f"forms/{form_id}.json", line)
