"""A call gives only parameters that its operation takes."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._calls import calls, given
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find parameters that the operation does not have."""
    for node, operation, facts in calls(subject):
        for parameter in given(node):
            if parameter not in facts.parameters:
                yield Found(str(node.get("id")), {"operation": operation, "parameter": parameter})
