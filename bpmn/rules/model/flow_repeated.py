"""Two elements are connected by one sequence flow."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import child_text
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find flows drawn again between the same elements for the same condition."""
    for container in subject.containers:
        seen: dict[tuple[str, str, str], str] = {}
        for flow in container.flows:
            way = (flow.get("sourceRef", ""), flow.get("targetRef", ""), child_text(flow, "conditionExpression"))
            first = seen.setdefault(way, str(flow.get("id")))
            if first != flow.get("id"):
                ends = {"source": subject.name_of(way[0]), "target": subject.name_of(way[1])}
                yield Found(str(flow.get("id")), {"first": first, **ends})
