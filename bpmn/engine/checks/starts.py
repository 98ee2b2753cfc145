"""Every level can begin: a process, a sub-process, an event sub-process."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram import Diagram, Problem
from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import is_true, kind
from bpmn.engine.checks.containers import Container, containers, is_event_sub_process
from bpmn.engine.checks.events import kinds


def check(diagram: Diagram, root: etree._Element) -> Iterator[Problem]:
    """Find levels that could not begin, or not in one way only."""
    for container in containers(root):
        starts = [node for node in container.elements.values() if kind(node) == "startEvent"]
        if is_event_sub_process(container.node):
            yield from _event_sub_process(diagram, container, starts)
        elif kind(container.node) != "process":
            yield from _sub_process(diagram, container, starts)
        else:
            yield from _process(diagram, container, starts)


def _process(diagram: Diagram, container: Container, starts: list[etree._Element]) -> Iterator[Problem]:
    if container.elements and not starts and not _first(container):
        yield diagram.problem("no_start", container.node)
    for node in starts:  # an instance begins with one event, so nothing could wait for the others
        if is_true(node, "parallelMultiple") and len(kinds(node)) > 1:
            yield diagram.problem("not_executed", node, kind=KindName("parallelMultiple"))


def _event_sub_process(diagram: Diagram, container: Container, starts: list[etree._Element]) -> Iterator[Problem]:
    if len(starts) != 1 or not kinds(starts[0]):
        yield diagram.problem("event_sub_process_start", container.node, count=len(starts))
    elif "error" in kinds(starts[0]) and not is_true(starts[0], "isInterrupting", "true"):
        yield diagram.problem("error_not_interrupting", starts[0])


def _sub_process(diagram: Diagram, container: Container, starts: list[etree._Element]) -> Iterator[Problem]:
    plain = [node for node in starts if not kinds(node)]
    if len(starts) > 1 or len(plain) != len(starts):
        yield diagram.problem("sub_process_start", container.node)
    elif not starts and not _first(container):
        yield diagram.problem("no_start", container.node)


def _first(container: Container) -> list[str]:
    """List the elements that nothing leads to: where a level without a start event begins."""
    return [
        element
        for element, node in container.elements.items()
        if kind(node) != "boundaryEvent" and not is_event_sub_process(node) and not container.incoming(element)
    ]
