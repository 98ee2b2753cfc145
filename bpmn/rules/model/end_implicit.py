"""A way that begins with a start event ends in an end event."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import kind
from bpmn.engine.checks.containers import Container, is_event_sub_process
from bpmn.engine.checks.events import kinds
from bpmn.model import Fix
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find elements after which nothing comes, in levels that have a start event."""
    for container in subject.containers:
        if any(kind(node) == "startEvent" for node in container.elements.values()):
            for element in _last(container):
                yield Found(element, fix=Fix("add_end_event", element))


def _last(container: Container) -> Iterator[str]:
    for element, node in container.elements.items():
        closed = kind(node) == "endEvent" or is_event_sub_process(node) or "link" in kinds(node)
        if not closed and not container.outgoing(element):
            yield element
