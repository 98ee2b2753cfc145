"""The names diagrams are written in: namespaces and tags of BPMN, of this project, and of Spiff's extension."""

from __future__ import annotations

from lxml import etree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
INTERCHANGE = "http://www.omg.org/spec/BPMN/20100524/DI"
JORYE = "urn:jorye:bpmn:1"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"

TASKS = frozenset(
    {"task", "userTask", "manualTask", "scriptTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask"}
)
PEOPLE = frozenset({"userTask", "manualTask", "task"})
"""Tasks that wait for a person."""
SUB_PROCESSES = frozenset({"subProcess", "transaction"})
ACTIVITIES = TASKS | SUB_PROCESSES | {"callActivity"}
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"})
FLOW_NODES = ACTIVITIES | EVENTS | GATEWAYS


_OF_BPMN = f"{{{BPMN}}}"


def tag(name: str, namespace: str = BPMN) -> str:
    """Give the full name of a tag or an attribute."""
    return f"{{{namespace}}}{name}"


def kind(node: etree._Element) -> str:
    """Give the local name of a BPMN element, or an empty text for an element of another vocabulary."""
    name = node.tag
    return name[len(_OF_BPMN) :] if name.startswith(_OF_BPMN) else ""  # a tenth of the time that etree.QName takes


def children(node: etree._Element, name: str, namespace: str = BPMN) -> list[etree._Element]:
    """List the direct children of one kind."""
    return node.findall(tag(name, namespace))


def child_text(node: etree._Element, name: str) -> str:
    """Give the text of the first direct child of one kind, stripped; empty without one."""
    return (node.findtext(tag(name)) or "").strip()


def own(node: etree._Element, attribute: str) -> str:
    """Give the value of one of our own attributes (`jorye:form`), stripped; empty without it."""
    return (node.get(tag(attribute, JORYE)) or "").strip()


def is_true(node: etree._Element, attribute: str, otherwise: str = "false") -> bool:
    """Read a boolean attribute (XML Schema writes it `true` or `1`)."""
    return node.get(attribute, otherwise).strip().lower() in ("true", "1")


def extensions(node: etree._Element, name: str, namespace: str) -> list[etree._Element]:
    """List the extension elements of one kind."""
    return node.findall(f"{tag('extensionElements')}/{tag(name, namespace)}")
