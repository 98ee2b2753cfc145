"""The service tasks of a diagram together with the known operations they call."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import JORYE, extensions, own
from bpmn.rules.contract import OperationFacts
from bpmn.rules.subject import Subject


def calls(subject: Subject) -> Iterator[tuple[etree._Element, str, OperationFacts]]:
    """Give node, operation id and its facts for every call of a known operation."""
    for node in subject.flow_nodes():
        operation = own(node, "operation")
        if operation in subject.surroundings.operations:
            yield node, operation, subject.surroundings.operations[operation]


def given(node: etree._Element) -> list[str]:
    """List the names of the parameters that a call gives."""
    return [str(each.get("name")) for each in extensions(node, "parameter", JORYE)]
