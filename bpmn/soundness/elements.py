"""What kinds of element there are, as far as the control flow is concerned."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.engine.facts import ARMED
from bpmn.engine.reach import LEAVING
from bpmn.engine.specs.activity import ServiceWork, Work
from bpmn.engine.specs.events import CatchEvent, EndEvent, ReceiveTask, SendTask, Throwing
from bpmn.engine.specs.gateways import EventBasedGateway, ExclusiveGateway
from bpmn.engine.specs.level_spec import LevelSpec
from bpmn.engine.specs.levels import CallActivity, Embedded
from bpmn.engine.specs.loops import Repeating
from bpmn.engine.specs.node import Flow, Node

KILLS: frozenset[str] = frozenset({"terminate", "error", "cancel"})


def is_join(node: Node) -> bool:
    """Whether tokens wait there for one another."""
    return node.joins and len(node.incoming) > 1


def is_choice(node: Node) -> bool:
    """Whether exactly one of its flows is taken."""
    return isinstance(node, ExclusiveGateway | EventBasedGateway)


def is_job(node: Node) -> bool:
    """Whether it waits for an operation outside the engine, which may fail with a business error."""
    if isinstance(node, Repeating):
        return is_job(node.child)
    return isinstance(node, ServiceWork) and not (isinstance(node, SendTask) and bool(node.facts.events))


def waits(node: Node) -> bool:
    """Whether it waits for something outside the engine."""
    if isinstance(node, Repeating):
        return waits(node.child)
    if isinstance(node, Work | ReceiveTask | EventBasedGateway):
        return True
    if isinstance(node, CatchEvent):
        return any(event.kind in ARMED for event in node.facts.events)
    return is_job(node)


def inner_of(node: Node) -> LevelSpec | None:
    """Give the level inside an activity, or inside each of its instances."""
    inside = node.child if isinstance(node, Repeating) else node
    return inside.inner if isinstance(inside, Embedded | CallActivity) else None


def may_skip(node: Node) -> bool:
    """Whether a repeating activity may have nothing to repeat."""
    return isinstance(node, Repeating) and node.loop.may_skip


def ways_out(node: Node) -> Iterator[str]:
    """Give the places a token at an element may go on from, as the inclusive join counts them."""
    yield node.name + LEAVING
    for boundary in node.boundaries:
        yield boundary.name


def is_armed(node: Node) -> bool:
    """Whether an element waits for events that come by themselves."""
    return any(event.kind in ARMED for event in node.facts.events)


def is_visible(node: Node) -> bool:
    """Whether one can see from outside what it waits for: anything but a condition over the data."""
    return any(event.kind in ARMED and event.kind != "conditional" for event in node.facts.events)


Way = tuple[tuple[Flow, ...], tuple[Flow, ...]]
"""Flows that are taken, and flows that may be taken as well, each for itself."""


def ways_to_go(node: Node) -> list[Way]:
    """Give every choice of flows out of an element; no choice is given twice."""
    flows = node.flows
    if is_choice(node):
        return [((flow,), ()) for flow in flows] or [((), ())]
    asked = tuple(flow for flow in flows if flow.condition is not None and not flow.is_default)
    if not asked or (node.joins and not node.inclusive):
        return [(flows, ())]
    always = tuple(flow for flow in flows if flow.condition is None and not flow.is_default)
    default = tuple(flow for flow in flows if flow.is_default)
    ways: list[Way] = [((*always, first), asked[number:]) for number, first in enumerate(asked, 1)]
    return [((*always, *default), ()), *ways] if default or always else ways


def throws_out(level: LevelSpec, seen: frozenset[str] = frozenset()) -> bool:
    """Whether anything is thrown inside a level, at any depth."""
    nodes = [spec for spec in level.task_specs.values() if isinstance(spec, Node)]
    if any(map(kills, nodes)):
        return True
    inside = [inner for node in nodes if (inner := inner_of(node)) and inner.key not in seen]
    return any(throws_out(inner, seen | {level.key}) for inner in inside)


def kills(node: Node) -> bool:
    """Whether it ends more than its own path."""
    return any(True for _ in _killing(node))


def _killing(node: Node) -> Iterator[str]:
    if isinstance(node, EndEvent):
        yield from (event.kind for event in node.facts.events if event.kind in KILLS)
    if isinstance(node, Throwing):
        yield from (event.kind for event in node.facts.events if event.kind == "escalation")
