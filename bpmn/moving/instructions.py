"""What the instructions above a task's form read: without it the task's page could not be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.bundle import Bundle
from bpmn.diagram import read
from bpmn.diagram.vocabulary import own
from bpmn.expressions import ExpressionRefused, compile_template
from bpmn.expressions.functions import Functions

ATTRIBUTES = ("instructions", "instructionsEn")


class Instructions:
    """The variables that the instructions of a bundle's own process need, by element."""

    def __init__(self, bundle: Bundle, functions: Functions) -> None:
        self._functions = functions
        root = read(bundle.files[bundle.main], bundle.main).root
        nodes = () if root is None else root.iter(etree.Element)
        self._reads = {str(node.get("id")): frozenset(self._names(node)) for node in nodes}

    def reads(self, element: str) -> frozenset[str]:
        """Give the names of case data that an element's instructions need."""
        return self._reads.get(element, frozenset())

    def _names(self, node: etree._Element) -> Iterator[str]:
        for attribute in ATTRIBUTES:
            try:
                template = compile_template(own(node, attribute), self._functions)
            except ExpressionRefused:
                continue  # said by the check
            for gap in template.gaps:
                yield from gap.names - gap.asked
