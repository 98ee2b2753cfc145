"""The control flow of a loaded definition, and what never changes about each of its levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bpmn.engine import Definition
from bpmn.engine.specs.level_spec import LevelSpec
from bpmn.engine.specs.levels import EventSubProcess
from bpmn.engine.specs.node import Node
from bpmn.soundness import elements
from bpmn.soundness.graphs import closure, cyclic, order_of_depth


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
        free = {name: () if elements.is_join(node) else self.following[name] for name, node in self.nodes.items()}
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
        return any(len(self.nodes[name].flows) > 1 and not elements.is_choice(self.nodes[name]) for name in around)

    @cached_property
    def kills(self) -> frozenset[str]:
        """Elements that end more than their own path."""
        return frozenset(name for name, node in self.nodes.items() if elements.kills(node))

    @cached_property
    def ends_more(self) -> frozenset[str]:
        """The same, and activities out of which something may be thrown."""
        holders = {
            name
            for name, node in self.nodes.items()
            if (inner := elements.inner_of(node)) and elements.throws_out(inner)
        }
        return self.kills | holders

    @cached_property
    def spares(self) -> frozenset[str]:
        """Elements from which a path can be taken that ends nothing but itself."""
        ends = {name for name, node in self.nodes.items() if name not in self.kills}
        calm = {name for name in ends if elements.is_join(self.nodes[name]) or not self.nodes[name].flows}
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
                name: frozenset(
                    flow for flow, places in reach.items() if not places.isdisjoint(elements.ways_out(node))
                )
                for name, node in self.nodes.items()
            }
        return found

    @cached_property
    def ways_out(self) -> dict[str, tuple[str, ...]]:
        """Element → the places a token may go on from, as the inclusive join counts them."""
        return {name: tuple(elements.ways_out(node)) for name, node in self.nodes.items()}

    @cached_property
    def feeds(self) -> dict[str, frozenset[str]]:
        """Element → the sequence flows on which what stands there may still put a token."""
        own = {name: frozenset(flow.id for flow in node.flows) for name, node in self.nodes.items()}
        return {name: own[name].union(*(own[other] for other in self.beyond[name])) for name in self.nodes}
