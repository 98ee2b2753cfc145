"""BPMN attributes that would change how an element runs, and that the engine does not execute."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import children, is_true, kind, tag
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

PERFORMERS = ("performer", "humanPerformer", "potentialOwner", "resourceRole")
OPTIONAL = (
    "optionalInputRefs",
    "whileExecutingInputRefs",
    "optionalOutputRefs",
    "whileExecutingOutputRefs",
)
SCRIPTS = frozenset({"", "python", "text/python", "text/x-python", "application/python", "application/x-python"})
"""Formats that are what a script is read as: the language is a part of Python."""


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
    yield from _of_data(node)
    yield from _of_work(node)


def _of_data(node: etree._Element) -> Iterator[str]:
    for association in (*children(node, "dataInputAssociation"), *children(node, "dataOutputAssociation")):
        for part in ("assignment", "transformation"):
            if children(association, part):
                yield part
    for specification in children(node, "ioSpecification"):
        for several in ("inputSet", "outputSet"):
            if len(children(specification, several)) > 1:
                yield several
        for reference in specification.iter(*(tag(name) for name in OPTIONAL)):
            yield kind(reference)


def _of_work(node: etree._Element) -> Iterator[str]:
    for performer in PERFORMERS:
        if children(node, performer):
            yield performer
    if node.get("operationRef"):
        yield "operationRef"
    if kind(node) == "scriptTask" and node.get("scriptFormat", "").strip().lower() not in SCRIPTS:
        yield "scriptFormat"
