"""Messages, signals, errors and escalations are declared once by name."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import children
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

NAMED_BY = {"message": "name", "signal": "name", "error": "errorCode", "escalation": "escalationCode"}


def look(subject: Subject) -> Iterator[Found]:
    """Find second declarations."""
    for kind, attribute in NAMED_BY.items():
        seen: set[str] = set()
        for node in children(subject.root, kind):
            name = node.get(attribute) or node.get("name") or ""
            if name and name in seen:
                yield Found(str(node.get("id")), {"kind": KindName(kind), "repeated": name})
            seen.add(name)
