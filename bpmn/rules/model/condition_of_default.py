"""A default flow has no condition: it is taken when no other holds."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import child_text
from bpmn.model import Fix
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find conditions that nobody asks."""
    for container in subject.containers:
        defaults = {node.get("default") for node in container.elements.values()} - {None}
        for flow in container.flows:
            element = str(flow.get("id"))
            if element in defaults and child_text(flow, "conditionExpression"):
                yield Found(element, fix=Fix("remove_condition", element))
