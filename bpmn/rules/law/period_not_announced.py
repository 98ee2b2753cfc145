"""A committee meets after its members were told the day."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.law._order import missing
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find meetings that open without a notice before."""
    yield from missing(subject, "meeting_notice")
