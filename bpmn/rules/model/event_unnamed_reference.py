"""An event or task of a message or signal, and what throws an error or escalation, says which one it means."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import children, kind, own
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

MEANT = {"message": "messageRef", "signal": "signalRef"}
THROWN = MEANT | {"error": "errorRef", "escalation": "escalationRef"}
"""Who catches an error or an escalation may mean any; who throws one says which."""


def look(subject: Subject) -> Iterator[Found]:
    """Find those of which it is only guessed what they mean."""
    for node in subject.flow_nodes():
        for name in _unsaid(node):
            yield Found(str(node.get("id")), {"kind": KindName(name)})


def _unsaid(node: etree._Element) -> Iterator[str]:
    if kind(node) == "receiveTask":
        if not node.get("messageRef") and not any(each.get("messageRef") for each in _definitions(node, "message")):
            yield "message"
        return
    meant = THROWN if kind(node) in ("endEvent", "intermediateThrowEvent") else MEANT
    for name, reference in meant.items():
        operation = own(node, "operation")  # a send task may call an operation instead
        if not operation and any(not each.get(reference) for each in _definitions(node, name)):
            yield name


def _definitions(node: etree._Element, name: str) -> list[etree._Element]:
    return children(node, f"{name}EventDefinition")
