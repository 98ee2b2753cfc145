"""Lanes list elements that are drawn."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import children, tag
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find references to nothing."""
    for lane in subject.root.iter(tag("lane")):
        for reference in children(lane, "flowNodeRef"):
            if (reference.text or "").strip() not in subject.elements:
                yield Found(str(lane.get("id")), {"reference": (reference.text or "").strip()})
