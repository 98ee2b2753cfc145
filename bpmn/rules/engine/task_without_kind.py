"""A task without a kind waits for somebody, though other engines pass it at once."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find tasks of no kind."""
    for node in subject.flow_nodes("task"):
        yield Found(str(node.get("id")))
