"""From wherever a case may stand, an end can still be reached."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.soundness._faults import of_kind
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find states from which no end can be reached any more."""
    yield from of_kind(subject, "cannot_complete")
