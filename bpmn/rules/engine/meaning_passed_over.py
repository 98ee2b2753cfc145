"""BPMN attributes that would change how an element runs, and that the engine does not execute."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import children, is_true, kind
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find what is written and passed over."""
    for node in subject.flow_nodes():
        for what in _passed_over(node):
            yield Found(str(node.get("id")), {"what": what})


def _passed_over(node: etree._Element) -> Iterator[str]:
    for quantity in ("startQuantity", "completionQuantity"):
        if node.get(quantity, "1").strip() != "1":
            yield quantity
    if kind(node) in ("receiveTask", "eventBasedGateway") and is_true(node, "instantiate"):
        yield "instantiate"
    if node.get("eventGatewayType") == "Parallel":
        yield "eventGatewayType"
    for loop in children(node, "multiInstanceLoopCharacteristics"):
        if loop.get("behavior", "All") != "All":
            yield "behavior"
    for association in (*children(node, "dataInputAssociation"), *children(node, "dataOutputAssociation")):
        for part in ("assignment", "transformation"):
            if children(association, part):
                yield part
