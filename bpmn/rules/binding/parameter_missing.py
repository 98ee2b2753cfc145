"""A call gives every parameter its operation needs."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._calls import calls, given
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find parameters that are left out."""
    for node, operation, facts in calls(subject):
        for parameter in sorted(facts.required.difference(given(node))):
            yield Found(str(node.get("id")), {"operation": operation, "parameter": parameter})
