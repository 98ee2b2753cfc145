"""User tasks of one level have different names."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import kind
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

SHOWN = ("userTask", "manualTask", "task")


def look(subject: Subject) -> Iterator[Found]:
    """Find names that a second task has."""
    for container in subject.containers:
        first: dict[str, str] = {}
        for element, node in container.elements.items():
            name = " ".join((node.get("name") or "").split())
            if kind(node) in SHOWN and name:
                if name in first:
                    yield Found(element, {"other": first[name]})
                first.setdefault(name, element)
