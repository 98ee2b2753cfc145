"""The work of a case does not grow without bound."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.soundness._faults import of_kind
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find loops that leave more and more tokens behind."""
    yield from of_kind(subject, "unbounded")
