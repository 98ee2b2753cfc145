"""A rule of assignment that needs an argument has one."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import own
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find rules that could name nobody."""
    needing = subject.surroundings.assignments_with_argument
    for node in subject.flow_nodes():
        rule = own(node, "assign")
        if rule in needing and not own(node, "assignTo"):
            yield Found(str(node.get("id")), {"assignment": rule})
