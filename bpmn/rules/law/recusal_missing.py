"""Members with an interest step out before a vote."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.law._order import missing
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find votes before which nobody asked who has an interest."""
    yield from missing(subject, "meeting_recuse")
