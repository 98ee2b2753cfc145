"""A service task runs where its operation runs: inside the transaction or outside."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import own
from bpmn.model import Fix
from bpmn.rules.binding._calls import calls
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find calls that say the other place."""
    for node, operation, facts in calls(subject):
        said = own(node, "execution") or "local"
        if said != facts.execution:
            element = str(node.get("id"))
            fix = Fix("set_attribute", element, {"name": "jorye:execution", "value": facts.execution})
            yield Found(element, {"operation": operation, "found": said, "needed": facts.execution}, fix=fix)
