"""A committee votes after its attendance was counted."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.law._order import missing
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find votes before which nobody counted who is there."""
    yield from missing(subject, "meeting_open")
