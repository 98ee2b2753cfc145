"""Whatever people see has a name: tasks, events, questions, pools, lanes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import ACTIVITIES, children, kind, own, tag
from bpmn.engine.checks.containers import Container, is_event_sub_process
from bpmn.model import Fix
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

SEEN = ACTIVITIES | {"intermediateCatchEvent", "boundaryEvent"}
ASKING = frozenset({"exclusiveGateway", "inclusiveGateway"})


def look(subject: Subject) -> Iterator[Found]:
    """Find what has none; where the name of its form is at hand, it is proposed."""
    for container in subject.containers:
        for node in container.elements.values():
            if not _name(node) and _needs_name(container, node):
                yield _found(subject, node)
    for drawn in ("lane", "participant"):
        for node in subject.root.iter(tag(drawn)):
            if not _name(node):
                yield _found(subject, node)


def _needs_name(container: Container, node: etree._Element) -> bool:
    if kind(node) in ASKING:
        return len(container.outgoing(str(node.get("id")))) > 1
    if is_event_sub_process(node) or children(node, "linkEventDefinition"):
        return False
    return kind(node) in SEEN


def _found(subject: Subject, node: etree._Element) -> Found:
    element = str(node.get("id"))
    proposed = _proposed(subject, node)
    fix = Fix("set_label", element, {"name": proposed}) if proposed else None
    return Found(element, {"kind": KindName(kind(node))}, fix=fix)


def _proposed(subject: Subject, node: etree._Element) -> str:
    """Propose the title of the task's form, or the name of the message that is meant."""
    document = subject.documents.get(own(node, "form"))
    if isinstance(document, Mapping):
        return str(document.get("title") or "")
    for definition in [node, *node]:
        message = subject.elements.get(definition.get("messageRef") or "")
        if message is not None:
            return _name(message)
    return ""


def _name(node: etree._Element) -> str:
    return (node.get("name") or "").strip()
