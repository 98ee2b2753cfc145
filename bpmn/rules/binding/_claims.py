"""What a diagram claims in our own attributes; a diagram of another tool claims nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import own
from bpmn.rules.subject import Subject


def claims(subject: Subject, attribute: str) -> Iterator[tuple[str, str]]:
    """Give element and value wherever an attribute of ours is written."""
    for node in subject.root.iter(etree.Element):
        value = own(node, attribute)
        if value:
            yield str(node.get("id", "")), value
