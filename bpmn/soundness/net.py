"""The control flow of a loaded definition, and what never changes about each of its levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bpmn.engine import Definition
from bpmn.engine.facts import ARMED
from bpmn.engine.reach import LEAVING
from bpmn.engine.specs.activity import ServiceWork, Work
from bpmn.engine.specs.events import CatchEvent, EndEvent, ReceiveTask, SendTask, Throwing
from bpmn.engine.specs.gateways import EventBasedGateway, ExclusiveGateway
from bpmn.engine.specs.level_spec import LevelSpec
from bpmn.engine.specs.levels import CallActivity, Embedded, EventSubProcess
from bpmn.engine.specs.loops import MultiInstance, Repeating
from bpmn.engine.specs.node import Flow, Node
from bpmn.soundness.graphs import closure, cyclic, order_of_depth

KILLS: frozenset[str] = frozenset({"terminate", "error", "cancel"})


@dataclass(frozen=True)
class Net:
    """A process with everything it calls, ready to be explored."""

    definition: Definition
    levels: Mapping[str, LevelNet]
    """Every level by its key."""
    root: LevelNet

    @classmethod
    def of(cls, definition: Definition, process: str = "") -> Net:
        """Read the control flow of a definition, or of one of the processes it calls (by the key of its level)."""
        levels = {key: LevelNet(spec) for key, spec in definition.levels.items()}
        return cls(definition, levels, levels[process or definition.process.key])


@dataclass(frozen=True, eq=False)
class LevelNet:
    """One level: its elements by name, and what follows from how they are connected."""

    spec: LevelSpec
    nodes: dict[str, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        alone = (spec for spec in self.spec.task_specs.values() if isinstance(spec, Node))
        self.nodes.update((spec.name, spec) for spec in alone if self.spec.task_specs.get(spec.bpmn_id) is spec)

    @property
    def key(self) -> str:
        """Its name inside the definition."""
        return self.spec.key

    @cached_property
    def starts(self) -> tuple[tuple[Node, ...], ...]:
        """The ways in which it can begin, each with the elements that get a token."""
        plain, events = self.spec.starts, self.spec.start_events
        if not self.spec.owns_scope:
            return (plain,)
        others = [(event,) for event in events if event not in plain]
        return tuple(way for way in (plain, *others) if way)

    @cached_property
    def handlers(self) -> tuple[EventSubProcess, ...]:
        """Its event sub-processes."""
        return self.spec.event_subprocesses

    @cached_property
    def inclusive(self) -> tuple[Node, ...]:
        """Its inclusive joins."""
        return tuple(node for node in self.nodes.values() if node.inclusive and len(node.incoming) > 1)

    # --- how its elements are connected

    @cached_property
    def following(self) -> dict[str, tuple[str, ...]]:
        """Element → the elements a token may come to next: along its flows, or over its boundary events."""
        return {
            name: (*(flow.target.name for flow in node.flows), *(event.name for event in node.boundaries))
            for name, node in self.nodes.items()
        }

    @cached_property
    def rank(self) -> dict[str, int]:
        """Element → its turn: one branch to its end before the next one."""
        first = [node.name for way in self.starts for node in way]
        return order_of_depth([*first, *(handler.name for handler in self.handlers), *self.nodes], self.following)

    @cached_property
    def beyond(self) -> dict[str, frozenset[str]]:
        """Element → all that a token may still come to from there."""
        return {name: closure(self.following[name], self.following) for name in self.nodes}

    @cached_property
    def beyond_freely(self) -> dict[str, frozenset[str]]:
        """Element → all that a token may come to without having to wait for others at a join."""
        free = {name: () if is_join(node) else self.following[name] for name, node in self.nodes.items()}
        return {name: closure(self.following[name], free) for name in self.nodes}

    @cached_property
    def main(self) -> frozenset[str]:
        """What is reached without any event that does not interrupt."""
        inside = {
            name: tuple(
                other for other in found if other not in self._beside
            )
            for name, found in self.following.items()
        }  # fmt: skip
        first = [node.name for way in self.starts for node in way]
        return closure([*first, *(handler.name for handler in self.handlers)], inside)

    @cached_property
    def _beside(self) -> frozenset[str]:
        events = (event for node in self.nodes.values() for event in node.boundaries)
        return frozenset(event.name for event in events if not event.facts.interrupting)

    @cached_property
    def side(self) -> dict[str, frozenset[str]]:
        """Event that does not interrupt → the elements that only follow from such events."""
        regions = {name: (closure([name], self.following) - self.main) | {name} for name in self._beside}
        return regions | {handler.name: frozenset({handler.name}) for handler in self.handlers}

    @cached_property
    def grows(self) -> bool:
        """Whether a loop could leave tokens behind: only then they can grow without bound."""
        around = cyclic(self.following)
        return any(len(self.nodes[name].flows) > 1 and not is_choice(self.nodes[name]) for name in around)

    @cached_property
    def kills(self) -> frozenset[str]:
        """Elements that end more than their own path."""
        return frozenset(name for name, node in self.nodes.items() if any(True for _ in _killing(node)))

    @cached_property
    def ends_more(self) -> frozenset[str]:
        """The same, and activities out of which something may be thrown."""
        holders = {
            name for name, node in self.nodes.items() if (inner := inner_of(node)) and _throws(inner, frozenset())
        }
        return self.kills | holders

    @cached_property
    def spares(self) -> frozenset[str]:
        """Elements from which a path can be taken that ends nothing but itself."""
        ends = {name for name, node in self.nodes.items() if name not in self.kills}
        calm = {name for name in ends if is_join(self.nodes[name]) or not self.nodes[name].flows}
        backwards: dict[str, list[str]] = {name: [] for name in self.nodes}
        for name, following in self.following.items():
            for other in following:
                backwards[other].append(name)
        return closure(calm, {name: [n for n in found if n in ends] for name, found in backwards.items()})

    @cached_property
    def flows_to(self) -> dict[str, dict[str, frozenset[str]]]:
        """Inclusive join → element → the join's incoming flows that a token at the element may still come by."""
        found: dict[str, dict[str, frozenset[str]]] = {}
        for join in self.inclusive:
            reach = self.spec.reach[join.name]
            found[join.name] = {
                name: frozenset(flow for flow, places in reach.items() if not places.isdisjoint(ways_out(node)))
                for name, node in self.nodes.items()
            }
        return found

    @cached_property
    def ways_out(self) -> dict[str, tuple[str, ...]]:
        """Element → the places a token may go on from, as the inclusive join counts them."""
        return {name: tuple(ways_out(node)) for name, node in self.nodes.items()}

    @cached_property
    def feeds(self) -> dict[str, frozenset[str]]:
        """Element → the sequence flows on which what stands there may still put a token."""
        own = {name: frozenset(flow.id for flow in node.flows) for name, node in self.nodes.items()}
        return {name: own[name].union(*(own[other] for other in self.beyond[name])) for name in self.nodes}


# --- what kind of element


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
    if isinstance(node, MultiInstance):
        return True
    return isinstance(node, Repeating) and node.loop.test_before


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


def _throws(level: LevelSpec, seen: frozenset[str]) -> bool:
    nodes = [spec for spec in level.task_specs.values() if isinstance(spec, Node)]
    if any(True for node in nodes for _ in _killing(node)):
        return True
    inside = [inner for node in nodes if (inner := inner_of(node)) and inner.key not in seen]
    return any(_throws(inner, seen | {level.key}) for inner in inside)


def _killing(node: Node) -> Iterator[str]:
    if isinstance(node, EndEvent):
        yield from (event.kind for event in node.facts.events if event.kind in KILLS)
    if isinstance(node, Throwing):
        yield from (event.kind for event in node.facts.events if event.kind == "escalation")
