"""What other tools wrote into a diagram is kept and not executed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import BPMN, JORYE, SPIFF, children
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

KNOWN = frozenset(
    {
        BPMN,
        JORYE,
        SPIFF,
        "",
        "http://www.w3.org/2001/XMLSchema-instance",
        "http://www.w3.org/XML/1998/namespace",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
        "http://bpmn.io/schema/bpmn/biocolor/1.0",
    }
)


def look(subject: Subject) -> Iterator[Found]:
    """Find elements with parts of unknown vocabularies."""
    for node in subject.flow_nodes():
        parts = sorted(set(_foreign(node)))
        if parts:
            yield Found(str(node.get("id")), {"parts": ", ".join(parts)})


def _foreign(node: etree._Element) -> Iterator[str]:
    extensions = [part for holder in children(node, "extensionElements") for part in holder]
    for name in (*node.attrib, *(part.tag for part in extensions)):
        namespace, _, local = str(name).rpartition("}")
        if namespace.removeprefix("{") not in KNOWN:
            yield local
