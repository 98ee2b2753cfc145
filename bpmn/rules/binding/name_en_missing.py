"""Where a diagram speaks English, every name does."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import ACTIVITIES, kind, own
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find names without their English in diagrams that have any."""
    named = [node for node in subject.elements.values() if (node.get("name") or "").strip()]
    if any(own(node, "nameEn") for node in named):
        for node in named:
            if kind(node) in ACTIVITIES and not own(node, "nameEn"):
                yield Found(str(node.get("id")))
