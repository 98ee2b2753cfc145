"""Behind an event-based gateway messages are caught in one way: by events or by receive tasks."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import kind
from bpmn.engine.checks.events import kinds
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find gateways that mix both."""
    for container in subject.containers:
        for element, node in container.elements.items():
            if kind(node) == "eventBasedGateway":
                ends = [container.elements.get(flow.get("targetRef") or "") for flow in container.outgoing(element)]
                targets = [end for end in ends if end is not None]
                if {"receiveTask"} <= {kind(end) for end in targets} and any(
                    "message" in kinds(end) for end in targets
                ):
                    yield Found(element)
