"""A boundary event that catches an error or a cancellation interrupts its activity."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import children, is_true
from bpmn.model import Fix
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

ENDING = ("errorEventDefinition", "cancelEventDefinition")


def look(subject: Subject) -> Iterator[Found]:
    """Find those that would let the activity go on."""
    for node in subject.flow_nodes("boundaryEvent"):
        ends = any(children(node, name) for name in ENDING)
        if ends and not is_true(node, "cancelActivity", "true"):
            element = str(node.get("id"))
            yield Found(element, fix=Fix("set_attribute", element, {"name": "cancelActivity", "value": "true"}))
