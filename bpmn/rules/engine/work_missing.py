"""What another tool's service task calls is not called here."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find service tasks without an operation in diagrams of other tools; ours are held to `operation_missing`."""
    for node in subject.flow_nodes("serviceTask", "sendTask") if not subject.is_ours else ():
        facts = subject.facts[str(node.get("id"))]
        if not facts.operation and not facts.events:
            yield Found(str(node.get("id")))
