"""Sequence flows leave and reach what they may, and gateways have the conditions they need."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram import Diagram, Problem
from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import child_text, children, kind
from bpmn.engine.checks.containers import Container, containers, is_event_sub_process

WITHOUT_INCOMING = ("startEvent", "boundaryEvent")
BEHIND_EVENT_GATEWAY = ("intermediateCatchEvent", "receiveTask")


def check(diagram: Diagram, root: etree._Element) -> Iterator[Problem]:
    """Find flows that BPMN does not allow, and choices that could not be made."""
    for container in containers(root):
        for element, node in container.elements.items():
            if container.incoming(element) and (kind(node) in WITHOUT_INCOMING or is_event_sub_process(node)):
                yield diagram.problem("flow_into", node, kind=KindName(kind(node)))
            if container.outgoing(element) and (kind(node) == "endEvent" or is_event_sub_process(node)):
                yield diagram.problem("flow_out_of", node, kind=KindName(kind(node)))
            if kind(node) in ("exclusiveGateway", "inclusiveGateway"):
                yield from _choice(diagram, container, node)
            elif kind(node) == "eventBasedGateway":
                yield from _event_gateway(diagram, container, node)
            elif kind(node) == "parallelGateway":
                yield from _no_conditions(diagram, container, node)


def _choice(diagram: Diagram, container: Container, node: etree._Element) -> Iterator[Problem]:
    outgoing = container.outgoing(str(node.get("id")))
    for flow in outgoing if len(outgoing) > 1 else []:
        if flow.get("id") != node.get("default") and not child_text(flow, "conditionExpression"):
            yield diagram.problem("condition_missing", flow, gateway=node.get("id"))


def _no_conditions(diagram: Diagram, container: Container, node: etree._Element) -> Iterator[Problem]:
    for flow in container.outgoing(str(node.get("id"))):
        if child_text(flow, "conditionExpression"):
            yield diagram.problem("condition_ignored", flow, gateway=node.get("id"))


def _event_gateway(diagram: Diagram, container: Container, node: etree._Element) -> Iterator[Problem]:
    yield from _no_conditions(diagram, container, node)
    outgoing = container.outgoing(str(node.get("id")))
    if not outgoing:
        yield diagram.problem("event_gateway_empty", node)
    for flow in outgoing:
        target = container.elements.get(flow.get("targetRef") or "")
        if target is not None and not _waits(container, target):
            yield diagram.problem("event_gateway_target", flow, target=target.get("id"))


def _waits(container: Container, node: etree._Element) -> bool:
    if kind(node) == "receiveTask":
        repeats = any(children(node, f"{name}LoopCharacteristics") for name in ("multiInstance", "standard"))
        return not repeats and not any(other.get("attachedToRef") == node.get("id") for other in container.node)
    waiting = [found for found in node if kind(found).endswith("EventDefinition") and kind(found)[:4] != "link"]
    return kind(node) in BEHIND_EVENT_GATEWAY and bool(waiting)
