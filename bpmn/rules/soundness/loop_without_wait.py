"""Every loop passes something that waits."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.soundness._faults import of_kind
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find loops that pass nothing that waits."""
    yield from of_kind(subject, "loop_without_wait")
