"""A gateway splits or joins."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import GATEWAYS, kind
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find gateways with at most one flow on either side (an event-based one chooses among what follows)."""
    for container in subject.containers:
        for element, node in container.elements.items():
            gateway = kind(node) in GATEWAYS - {"eventBasedGateway"}
            if gateway and len(container.incoming(element)) < 2 and len(container.outgoing(element)) < 2:
                yield Found(element)
