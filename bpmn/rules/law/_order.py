"""What has to come first: operations that lie on every way to another one."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.ordinance import clause
from bpmn.ordinance.duties import earlier
from bpmn.rules.contract import Found
from bpmn.rules.law._claims import claims_law
from bpmn.rules.law._ways import can_avoid, operations
from bpmn.rules.law._words import Cited
from bpmn.rules.subject import Subject


def missing(subject: Subject, first: str) -> Iterator[Found]:
    """Find elements that do something before which `first` has to be done, with a way to them that leaves it out."""

    def is_done(node: etree._Element) -> bool:
        return first in operations(subject, node)

    for each in earlier():
        for node in subject.flow_nodes() if each.first == first else ():
            if each.operation in operations(subject, node) and claims_law(node) and can_avoid(subject, node, is_done):
                yield Found(str(node.get("id")), {"clause": Cited(clause(each.clause)), "first": first})
