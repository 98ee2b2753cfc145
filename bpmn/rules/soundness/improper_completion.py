"""Nothing is done twice because branches meet without a join."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.soundness._faults import of_kind
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find activities that a second token enters while the first still stands there."""
    yield from of_kind(subject, "improper_completion")
