"""Every element can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.soundness._faults import of_kind
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find elements that no token ever comes to."""
    yield from of_kind(subject, "dead_element")
