"""Ways that part, part in a gateway."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import ACTIVITIES, EVENTS, child_text, kind
from bpmn.engine.checks.containers import Container
from bpmn.model import Fix
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find activities and events with several flows out."""
    for container in subject.containers:
        for element, node in container.elements.items():
            count = len(container.outgoing(element))
            if kind(node) in ACTIVITIES | EVENTS and count > 1:
                meant = _meant(container, element)
                fix = Fix("insert_gateway", element, {"kind": meant, "side": "after"})
                yield Found(element, {"count": count, "meant": KindName(meant)}, fix=fix)


def _meant(container: Container, element: str) -> str:
    """Name the gateway that does what the engine does: one way per condition that holds, else every way."""
    chosen = any(child_text(flow, "conditionExpression") for flow in container.outgoing(element))
    return "inclusiveGateway" if chosen else "parallelGateway"
