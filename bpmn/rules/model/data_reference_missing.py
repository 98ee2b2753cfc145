"""Data associations and references to data objects lead to something drawn."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import children, tag
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

ASSOCIATIONS = ("dataInputAssociation", "dataOutputAssociation")


def look(subject: Subject) -> Iterator[Found]:
    """Find those that lead nowhere."""
    for name in ASSOCIATIONS:
        for association in subject.root.iter(tag(name)):
            activity = association.getparent()
            for reference in _ends(association):
                if reference not in subject.elements and activity is not None:
                    yield Found(str(activity.get("id")), {"reference": reference})
    for node in subject.root.iter(tag("dataObjectReference")):
        drawn = node.get("dataObjectRef")
        if drawn and drawn not in subject.elements:
            yield Found(str(node.get("id")), {"reference": drawn})


def _ends(association: etree._Element) -> Iterator[str]:
    for name in ("sourceRef", "targetRef"):
        for drawn in children(association, name):
            text = (drawn.text or "").strip()
            if text:
                yield text
