"""Everything that is referred to exists, and is of the right kind."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram import Diagram, Problem
from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import ACTIVITIES, children, kind, tag
from bpmn.engine.checks.containers import Container, containers
from bpmn.engine.checks.support import DRAWN_ONLY

DECLARED = {"messageRef": "message", "signalRef": "signal", "errorRef": "error", "escalationRef": "escalation"}


def check(diagram: Diagram, root: etree._Element) -> Iterator[Problem]:
    """Find references to nothing."""
    for container in containers(root):
        drawn = {child.get("id") for child in container.node if kind(child) and kind(child) not in DRAWN_ONLY}
        for flow in container.flows:
            yield from _flow(diagram, drawn, flow)
        for node in container.elements.values():
            yield from _element(diagram, container, node)
    for attribute, name in DECLARED.items():
        known = {node.get("id") for node in children(root, name)}
        for node in root.iter(*_REFERRING):
            if node.get(attribute) and node.get(attribute) not in known:
                yield diagram.problem("reference_missing", node, kind=KindName(name), reference=node.get(attribute))


_REFERRING = [
    tag(name) for name in (*(f"{kind}EventDefinition" for kind in DECLARED.values()), "sendTask", "receiveTask")
]


def _flow(diagram: Diagram, drawn: set[str | None], flow: etree._Element) -> Iterator[Problem]:
    for end in ("sourceRef", "targetRef"):
        if flow.get(end) not in drawn:
            yield diagram.problem("flow_end_missing", flow, reference=flow.get(end, ""))


def _element(diagram: Diagram, container: Container, node: etree._Element) -> Iterator[Problem]:
    default = node.get("default")
    if default and default not in {flow.get("id") for flow in container.outgoing(str(node.get("id")))}:
        yield diagram.problem("default_missing", node, reference=default)
    if node.tag == tag("boundaryEvent"):
        host = container.elements.get(node.get("attachedToRef") or "")
        if host is None or kind(host) not in ACTIVITIES:
            yield diagram.problem("attached_to_missing", node, reference=node.get("attachedToRef", ""))
    if node.tag == tag("callActivity") and not node.get("calledElement"):
        yield diagram.problem("called_element_missing", node)
