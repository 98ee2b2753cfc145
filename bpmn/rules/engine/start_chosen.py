"""Of several plain start events the first begins."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import kind
from bpmn.engine.checks.events import kinds
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find processes where one had to be chosen."""
    for container in subject.containers:
        if kind(container.node) == "process":
            starts = [
                element
                for element, node in container.elements.items()
                if kind(node) == "startEvent" and not kinds(node)
            ]
            if len(starts) > 1:
                yield Found(str(container.node.get("id")), {"count": len(starts), "first": subject.name_of(starts[0])})
