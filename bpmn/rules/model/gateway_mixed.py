"""A parallel or inclusive gateway joins or splits, not both."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import kind
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

WAITING = ("parallelGateway", "inclusiveGateway", "complexGateway")


def look(subject: Subject) -> Iterator[Found]:
    """Find gateways with several flows on both sides."""
    for container in subject.containers:
        for element, node in container.elements.items():
            if kind(node) in WAITING and len(container.incoming(element)) > 1 and len(container.outgoing(element)) > 1:
                yield Found(element)
