"""Whoever prepared a decision does not approve it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.names import name_of
from bpmn.diagram.vocabulary import own
from bpmn.ordinance.duties import approval
from bpmn.rules.contract import Found
from bpmn.rules.law._claims import claims_law
from bpmn.rules.law._ways import people_before
from bpmn.rules.law.two_people_missing import are_apart
from bpmn.rules.subject import Subject

APPROVING = frozenset(approval().ranks[2:])
"""Roles that the rule of assignment `approver` may name: from the division head up."""


def look(subject: Subject) -> Iterator[Found]:
    """Find approvals by somebody who may also have done the task right before, by the roles of its lane."""
    for node in subject.flow_nodes("userTask"):
        if own(node, "assign") == "approver" and claims_law(node):
            for earlier in people_before(subject, node):
                if _roles(subject, earlier) & APPROVING and not are_apart(earlier, node):
                    yield Found(str(node.get("id")), {"other": name_of(earlier)})


def _roles(subject: Subject, node: etree._Element) -> frozenset[str]:
    facts = subject.facts.get(str(node.get("id")))
    return frozenset(facts.role.split()) if facts is not None and facts.assign == "lane" else frozenset()
