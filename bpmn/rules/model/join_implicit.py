"""Ways that meet, meet in a gateway."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import ACTIVITIES, kind
from bpmn.model import Fix
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find activities that several flows lead to."""
    for container in subject.containers:
        for element, node in container.elements.items():
            count = len(container.incoming(element))
            if kind(node) in ACTIVITIES and count > 1:
                fix = Fix("insert_gateway", element, {"kind": "exclusiveGateway", "side": "before"})
                yield Found(element, {"count": count}, fix=fix)
