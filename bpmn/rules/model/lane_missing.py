"""Where a level has lanes, every task stands in one."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import ACTIVITIES, children, kind, tag
from bpmn.engine.checks.containers import is_event_sub_process
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find activities outside the lanes of their own level."""
    for container in subject.containers:
        listed = _listed(container.node)
        for element, node in container.elements.items() if listed else []:
            if kind(node) in ACTIVITIES and element not in listed and not is_event_sub_process(node):
                yield Found(element)


def _listed(level: etree._Element) -> set[str]:
    sets = children(level, "laneSet")
    return {(reference.text or "").strip() for lanes in sets for reference in lanes.iter(tag("flowNodeRef"))}
