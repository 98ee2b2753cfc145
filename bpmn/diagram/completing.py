"""What BPMN lets a tool leave out or write in two ways is made one: ids of sequence flows, references with a prefix."""

from __future__ import annotations

from itertools import chain, count

from lxml import etree

from bpmn.diagram.vocabulary import tag

DECLARED = ("message", "signal", "error", "escalation")
QUALIFIED = {
    **{f"{name}EventDefinition": f"{name}Ref" for name in DECLARED},
    "sendTask": "messageRef",
    "receiveTask": "messageRef",
    "correlationPropertyRetrievalExpression": "messageRef",
    "boundaryEvent": "attachedToRef",
    "participant": "processRef",
    "callActivity": "calledElement",
}
"""Element → its attribute that holds a qualified name, `tns:paid` as well as `paid`."""
QUALIFIED_TAGS = {tag(name): attribute for name, attribute in QUALIFIED.items()}


def complete(root: etree._Element) -> None:
    """Name every sequence flow after its ends, and refer to elements by their bare ids; the file keeps its bytes."""
    nameless = [flow for flow in root.iter(tag("sequenceFlow")) if not flow.get("id")]
    qualified = [node for node in root.iter(*QUALIFIED_TAGS) if ":" in node.get(QUALIFIED_TAGS[node.tag], "")]
    if nameless or qualified:
        known = {str(node.get("id")) for node in root.iter() if node.get("id")}
        for flow in nameless:
            flow.set("id", _free(f"{flow.get('sourceRef', '')}_{flow.get('targetRef', '')}", known))
        for node in qualified:
            _shorten(node, QUALIFIED_TAGS[node.tag], known)


def _free(name: str, known: set[str]) -> str:
    """Take the first name that no other element has; the same diagram always gets the same names."""
    names = chain([name], (f"{name}_{number}" for number in count(2)))
    found = next(each for each in names if each not in known)
    known.add(found)
    return found


def _shorten(node: etree._Element, attribute: str, known: set[str]) -> None:
    reference = node.get(attribute, "")
    prefix, _, name = reference.partition(":")
    if reference not in known and prefix in node.nsmap:
        node.set(attribute, name)
