"""An event or task of a message or signal says which one it means."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import children, kind, own
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

MEANT = {"message": "messageRef", "signal": "signalRef"}


def look(subject: Subject) -> Iterator[Found]:
    """Find those whose message or signal is only guessed."""
    for node in subject.flow_nodes():
        for name in _unsaid(node):
            yield Found(str(node.get("id")), {"kind": KindName(name)})


def _unsaid(node: etree._Element) -> Iterator[str]:
    if kind(node) == "receiveTask":
        if not node.get("messageRef") and not any(each.get("messageRef") for each in _definitions(node, "message")):
            yield "message"
        return
    for name, reference in MEANT.items():
        operation = own(node, "operation")  # a send task may call an operation instead
        if not operation and any(not each.get(reference) for each in _definitions(node, name)):
            yield name


def _definitions(node: etree._Element, name: str) -> list[etree._Element]:
    return children(node, f"{name}EventDefinition")
