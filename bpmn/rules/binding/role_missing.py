"""A task that its lane decides about stands in a lane with a role."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import JORYE, PEOPLE, own, tag
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find such tasks in diagrams that know roles or forms of ours."""
    known = subject.surroundings.roles
    for node in subject.flow_nodes(*PEOPLE):
        facts = subject.facts[str(node.get("id"))]
        claimed = any(node.get(tag(name, JORYE)) for name in ("form", "due", "clauses", "assign"))
        by_lane = (own(node, "assign") or "lane") == "lane"
        if claimed and by_lane and not known.intersection(facts.role.split()):
            yield Found(str(node.get("id")))
