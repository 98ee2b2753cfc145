"""Every event is of a kind that its place allows, links come in pairs, cancellation belongs to transactions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from bpmn.diagram import Diagram, Problem
from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import children, kind
from bpmn.engine.checks.containers import Container, containers, is_event_sub_process

WAITING = frozenset({"message", "signal", "timer", "conditional"})
ALLOWED = {
    "startEvent": WAITING,
    "intermediateCatchEvent": WAITING | {"link"},
    "intermediateThrowEvent": frozenset({"message", "signal", "escalation", "link"}),
    "boundaryEvent": WAITING | {"error", "escalation", "cancel"},
    "endEvent": frozenset({"message", "signal", "error", "escalation", "cancel", "terminate"}),
}
IN_EVENT_SUB_PROCESS = WAITING | {"error", "escalation"}
REFUSED_BY_SUPPORT = "compensate"


def kinds(node: etree._Element) -> list[str]:
    """List the kinds of a node's event definitions."""
    return [kind(found).removesuffix("EventDefinition") for found in node if kind(found).endswith("EventDefinition")]


def check(diagram: Diagram, root: etree._Element) -> Iterator[Problem]:
    """Find events that cannot be where they are."""
    for container in containers(root):
        for node in container.elements.values():
            if kind(node) in ALLOWED:
                yield from _event(diagram, container, node)
        yield from _links(diagram, container)


def _event(diagram: Diagram, container: Container, node: etree._Element) -> Iterator[Problem]:
    place, found = kind(node), kinds(node)
    inside = place == "startEvent" and is_event_sub_process(container.node)
    allowed = IN_EVENT_SUB_PROCESS if inside else ALLOWED[place]
    for name in found:
        if name not in allowed and name != REFUSED_BY_SUPPORT:
            yield diagram.problem("event_not_allowed", node, kind=KindName(name), place=KindName(place))
    if place in ("boundaryEvent", "intermediateCatchEvent") and not found and not children(node, "eventDefinitionRef"):
        yield diagram.problem("boundary_without_event" if place == "boundaryEvent" else "catch_without_event", node)
    if place == "endEvent" and "cancel" in found and kind(container.node) != "transaction":
        yield diagram.problem("cancel_outside_transaction", node)
    if place == "boundaryEvent" and "cancel" in found:
        host = container.elements.get(node.get("attachedToRef") or "")
        if host is not None and kind(host) != "transaction":
            yield diagram.problem("cancel_outside_transaction", node)


def _links(diagram: Diagram, container: Container) -> Iterator[Problem]:
    caught, thrown = (_link_ends(container, place) for place in ("intermediateCatchEvent", "intermediateThrowEvent"))
    counted = Counter(name for name, _ in caught)
    for name, node in thrown:
        if counted[name] != 1:
            yield diagram.problem("link_target", node, name=name, count=counted[name])
        if container.outgoing(str(node.get("id"))):
            yield diagram.problem("link_flow", node)
    names = {name for name, _ in thrown}
    for name, node in caught:
        if name not in names:
            yield diagram.problem("link_source", node, name=name)
        if container.incoming(str(node.get("id"))):
            yield diagram.problem("link_flow", node)


def _link_ends(container: Container, place: str) -> list[tuple[str, etree._Element]]:
    return [
        (definition.get("name") or node.get("name") or "", node)
        for node in container.elements.values()
        for definition in node
        if kind(node) == place and kind(definition) == "linkEventDefinition"
    ]
