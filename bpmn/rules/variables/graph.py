"""The ways tokens take through one process, its sub-processes laid open: what comes before what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from lxml import etree

from bpmn.diagram.vocabulary import SUB_PROCESSES, children, kind
from bpmn.engine.checks.containers import Container, is_event_sub_process
from bpmn.engine.checks.events import kinds

BEGIN = "(begin)"


def leaving(element: str) -> str:
    """Name the point where a sub-process is left."""
    return f"{element} (out)"


class Graph:
    """Points and the points right before each; a sub-process has one where it begins and one where it is left."""

    def __init__(self, process: etree._Element, containers: Iterable[Container]) -> None:
        self.before: dict[str, list[str]] = defaultdict(list)
        self.after: dict[str, list[str]] = defaultdict(list)
        self.nodes: dict[str, etree._Element] = {}
        self.left: set[str] = set()
        """Sub-processes that have a point where they are left."""
        self._containers = {container.node: container for container in containers}
        self._level(self._containers[process], BEGIN, None)

    @cached_property
    def boundaries(self) -> dict[str, etree._Element]:
        """The boundary events of all levels."""
        return {element: node for element, node in self.nodes.items() if kind(node) == "boundaryEvent"}

    def _level(self, level: Container, begin: str, end: str | None) -> None:
        self.nodes |= level.elements
        for element, node in level.elements.items():
            if kind(node) in SUB_PROCESSES:
                self._sub_process(element, node, _starts(level) or [begin])
            if kind(node) == "boundaryEvent":
                self._connect(str(node.get("attachedToRef")), element)
            elif _begins(level, element, node):
                self._connect(begin, element)
            if end and not level.outgoing(element) and not is_event_sub_process(node):
                self._connect(self._out(node), end)
        for flow in level.flows:
            source = level.elements.get(flow.get("sourceRef") or "")
            if source is not None and flow.get("targetRef") in level.elements:
                self._connect(self._out(source), str(flow.get("targetRef")))
        self._links(level)

    def _sub_process(self, element: str, node: etree._Element, starts: list[str]) -> None:
        if is_event_sub_process(node):
            for start in starts:
                self._connect(start, element)
            self._level(self._containers[node], element, None)
        else:
            self.left.add(element)
            self._level(self._containers[node], element, leaving(element))

    def _links(self, level: Container) -> None:
        caught = {_link(node): element for element, node in level.elements.items() if _caught_link(node)}
        for element, node in level.elements.items():
            if kind(node) == "intermediateThrowEvent" and _link(node) in caught:
                self._connect(element, caught[_link(node)])

    def _out(self, node: etree._Element) -> str:
        element = str(node.get("id"))
        return leaving(element) if kind(node) in SUB_PROCESSES else element

    def _connect(self, source: str, target: str) -> None:
        self.before[target].append(source)
        self.after[source].append(target)


def _begins(level: Container, element: str, node: etree._Element) -> bool:
    """Tell whether a level begins at an element: at its start events, or without any where nothing leads to."""
    if level.incoming(element) or is_event_sub_process(node) or _caught_link(node):
        return False
    return kind(node) == "startEvent" or not _starts(level)


def _starts(level: Container) -> list[str]:
    return [element for element, node in level.elements.items() if kind(node) == "startEvent"]


def _caught_link(node: etree._Element) -> bool:
    return kind(node) == "intermediateCatchEvent" and "link" in kinds(node)


def _link(node: etree._Element) -> str:
    for definition in children(node, "linkEventDefinition"):
        return definition.get("name") or node.get("name") or ""
    return ""
