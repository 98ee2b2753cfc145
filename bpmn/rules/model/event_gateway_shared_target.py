"""An event behind an event-based gateway is reached from that gateway only."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import kind
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find events with a second way in."""
    for container in subject.containers:
        for element in container.elements:
            sources = [container.elements.get(flow.get("sourceRef") or "") for flow in container.incoming(element)]
            if len(sources) > 1 and any(
                source is not None and kind(source) == "eventBasedGateway" for source in sources
            ):
                yield Found(element)
