"""The parts of a diagram that hold elements: processes and sub-processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from bpmn.diagram.vocabulary import FLOW_NODES, children, is_true, kind, tag


@dataclass(frozen=True, slots=True)
class Container:
    """One process or sub-process with what is drawn directly in it."""

    node: etree._Element
    elements: dict[str, etree._Element]
    flows: list[etree._Element]
    _ends: dict[tuple[str, str], list[etree._Element]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for flow in self.flows:
            for end in ("sourceRef", "targetRef"):
                self._ends.setdefault((end, flow.get(end, "")), []).append(flow)

    def outgoing(self, element: str) -> list[etree._Element]:
        """List the sequence flows that leave an element."""
        return self._ends.get(("sourceRef", element), [])

    def incoming(self, element: str) -> list[etree._Element]:
        """List the sequence flows that lead to an element."""
        return self._ends.get(("targetRef", element), [])


def containers(root: etree._Element) -> Iterator[Container]:
    """Give every process and sub-process, outer ones first."""
    for node in root.iter(*(tag(name) for name in ("process", "subProcess", "transaction"))):
        elements = {str(child.get("id")): child for child in node if kind(child) in FLOW_NODES and child.get("id")}
        yield Container(node, elements, children(node, "sequenceFlow"))


def is_event_sub_process(node: etree._Element) -> bool:
    """Tell whether a node is a sub-process that an event starts."""
    return kind(node) == "subProcess" and is_true(node, "triggeredByEvent")
