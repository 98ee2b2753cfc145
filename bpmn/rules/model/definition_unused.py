"""Every declared message, signal, error and escalation is used."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import children
from bpmn.engine.checks.references import DECLARED
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find declarations that nothing refers to."""
    used = {
        value
        for node in subject.root.iter(etree.Element)
        for name, value in node.attrib.items()
        if str(name).endswith("Ref")
    }
    for kind in DECLARED.values():
        for node in children(subject.root, kind):
            if node.get("id") not in used:
                yield Found(str(node.get("id")), {"kind": KindName(kind)})
