"""A service task says what to do."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find service tasks without an operation in diagrams of our vocabulary."""
    for node in subject.flow_nodes("serviceTask", "sendTask") if subject.is_ours else ():
        facts = subject.facts[str(node.get("id"))]
        if not facts.operation and not facts.events:
            yield Found(str(node.get("id")))
