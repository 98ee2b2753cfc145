"""What is written in our own vocabulary means something where it stands: a slip of the pen does nothing, silently."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from lxml import etree

from bpmn.diagram.vocabulary import ACTIVITIES, FLOW_NODES, JORYE, PEOPLE, children, kind
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

ANYTHING = frozenset({"nameEn", "clauses", "milestone"})
CATCHING = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask", "messageEventDefinition"})
ATTRIBUTES = {
    "claims": frozenset({"process"}),
    "role": PEOPLE | {"lane"},
    "form": PEOPLE | (CATCHING - {"messageEventDefinition"}),
    **dict.fromkeys(
        ("assign", "assignTo", "distinctFrom", "due", "dueClause", "instructions", "instructionsEn"), PEOPLE
    ),
    **dict.fromkeys(("operation", "execution"), frozenset({"serviceTask", "sendTask"})),
    "result": ACTIVITIES,
    "decision": frozenset({"businessRuleTask"}),
    "correlation": CATCHING,
}
"""Attribute → the elements on which it means something."""
EXTENSIONS = {
    "parameter": frozenset({"serviceTask", "sendTask"}),
    "in": frozenset({"callActivity"}),
    "out": frozenset({"callActivity"}),
}


def look(subject: Subject) -> Iterator[Found]:
    """Find attributes and extension elements of ours that nothing reads."""
    for node in subject.root.iter(etree.Element):
        if kind(node) not in FLOW_NODES | {"lane", "process", "messageEventDefinition"}:
            continue
        for name in map(etree.QName, node.attrib):
            if name.namespace == JORYE and kind(node) not in ATTRIBUTES.get(name.localname, ()):
                yield from _found(node, name.localname, [*ATTRIBUTES, *ANYTHING])
        for extension in (part for holder in children(node, "extensionElements") for part in holder.iterchildren("*")):
            name = etree.QName(extension)
            if name.namespace == JORYE and kind(node) not in EXTENSIONS.get(name.localname, ()):
                yield from _found(node, name.localname, [*EXTENSIONS])


def _found(node: etree._Element, name: str, known: list[str]) -> Iterator[Found]:
    if name in ANYTHING:
        return
    near = get_close_matches(name, known, 1)
    yield Found(_element(node), {"own": f"jorye:{name}", "near": f" (jorye:{near[0]}?)" if near else ""})


def _element(node: etree._Element) -> str:
    """Give the id of the element; of an event definition that of the event."""
    event = node.getparent() if kind(node) == "messageEventDefinition" else None
    return str((node if event is None else event).get("id", ""))
