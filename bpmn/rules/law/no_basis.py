"""Where a process claims law, everything in it that does something or decides something names its basis."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import ACTIVITIES, child_text, kind, own
from bpmn.engine.checks.events import kinds
from bpmn.ordinance.duties import recorded_law
from bpmn.rules.contract import Found
from bpmn.rules.law._claims import claims_law
from bpmn.rules.subject import Subject

WAITING = frozenset({"boundaryEvent", "intermediateCatchEvent"})
CITES = ("근거", "Basis")


def look(subject: Subject) -> Iterator[Found]:
    """Find tasks, sub-processes, waiting events and outcomes that name no clause and cite no other law."""
    for node in subject.flow_nodes():
        if claims_law(node) and _decides(node) and not own(node, "clauses") and not _cites_other_law(node):
            yield Found(str(node.get("id")))


def _decides(node: etree._Element) -> bool:
    name = kind(node)
    parent = node.getparent()
    outermost = parent is not None and kind(parent) == "process"
    starts = name == "startEvent" and (bool(own(node, "form")) or "message" in kinds(node))
    return name in ACTIVITIES | WAITING or starts or (name == "endEvent" and outermost)


def _cites_other_law(node: etree._Element) -> bool:
    """Tell whether an element's documentation cites law of which no clause is on record (its clause has no id)."""
    said = child_text(node, "documentation")
    return said.startswith(CITES) and not any(law in said for law in recorded_law())
