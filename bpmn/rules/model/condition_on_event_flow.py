"""Flows that leave an event have no condition."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.names import name_of
from bpmn.diagram.vocabulary import EVENTS, child_text, kind
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find conditions behind events."""
    for container in subject.containers:
        for flow in container.flows:
            source = container.elements.get(flow.get("sourceRef") or "")
            if source is not None and kind(source) in EVENTS and child_text(flow, "conditionExpression"):
                yield Found(str(flow.get("id")), {"source": name_of(source)})
