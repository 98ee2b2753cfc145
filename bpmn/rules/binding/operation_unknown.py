"""The operation that a service task calls exists."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._claims import claims
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find calls of operations that nobody wrote."""
    for element, operation in claims(subject, "operation"):
        if operation not in subject.surroundings.operations:
            yield Found(element, {"operation": operation})
