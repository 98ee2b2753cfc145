"""Explores a process level by level: each one by itself, with what it may throw and how it may end told upwards.

A level that an activity holds is one place in the level around it. So the branches of one and the insides of another
are never multiplied with each other, and a process that is called twice is explored once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from bpmn.engine.marking import Marking, Place
from bpmn.engine.specs.events import Throwing
from bpmn.engine.specs.loops import SequentialMultiInstance, StandardLoop
from bpmn.engine.specs.node import Node
from bpmn.soundness import elements
from bpmn.soundness.blind import is_blind
from bpmn.soundness.exploring import Budget, Explored, Explorer
from bpmn.soundness.faults import faults_of, goes_round, never_reached, told
from bpmn.soundness.graphs import closure
from bpmn.soundness.moves import Space
from bpmn.soundness.net import Net
from bpmn.soundness.outside import ANY, DONE, Exit, Outside, may_interrupt, outside_of
from bpmn.soundness.verdict import GRAVE, Fault, Step, Steps, Verdict, path_of

SMALL = 1_000
"""Markings of a level in any order, up to which the paths of its faults are the shortest there are."""

Key = tuple[str, Outside, Marking | None]
"""Level, surroundings, and the marking it goes on from (None: its beginning)."""


@dataclass(frozen=True)
class Known:
    """What is told upwards about the inside of an activity."""

    exits: dict[Exit, Steps] = field(default_factory=dict)
    at_once: dict[Exit, Steps] = field(default_factory=dict)
    thrown: dict[Exit, Steps] = field(default_factory=dict)
    waits: bool = True
    blind: bool = False
    empty: bool = False
    parts: tuple[Result, ...] = ()
    """What was explored for it."""


ENDS = Known({DONE: ()})
"""What is taken for granted of a process that calls itself, while it is being explored."""


class Result:
    """One explored level."""

    def __init__(self, explored: Explored) -> None:
        self.explored = explored
        self.space = explored.space

    @cached_property
    def known(self) -> Known:
        """Sum up what the level around has to know."""
        found = self.explored
        idle = self._by_itself
        return Known(
            {exit_: (*found.path_to(number), *steps) for exit_, (number, steps) in found.exits.items()},
            dict(self._at_once(idle)),
            dict(self._thrown()),
            any(_waits(found, number) for number in idle),
            any(is_blind(self.space, marking) for marking in found.markings),
            not self.space.level.nodes,
            (self,),
        )

    @cached_property
    def _by_itself(self) -> frozenset[int]:
        """The markings that are met without anybody's help."""
        first = [number for number, (origin, _, _) in enumerate(self.explored.before) if origin < 0]
        alone = {n: [edge.target for edge in edges if edge.alone] for n, edges in enumerate(self.explored.edges)}
        return closure(first, alone)

    def _at_once(self, idle: frozenset[int]) -> Iterator[tuple[Exit, Steps]]:
        for number in sorted(idle, key=lambda number: -self.explored.costs[number]):
            for exit_, alone in self.explored.leaving.get(number, ()):
                if alone:
                    yield exit_, self.explored.path_to(number)

    def _thrown(self) -> Iterator[tuple[Exit, Steps]]:
        """Give what is thrown outwards without an end: escalations that interrupt nothing, errors of jobs."""
        found, level = self.explored, self.space.level
        for place, number in found.places.items():
            node = level.nodes[place.element]
            inside = self.space.inside(place)
            for thrown in (*_escalations(node), *(inside.thrown if inside else ())):
                if thrown.kind == "escalation" and thrown.code not in self.space.outside.interrupts:
                    yield thrown, found.path_to(number)
            if self.space.failures(found.markings[number]):
                yield Exit("error", ANY), found.path_to(number)


class Analysis:
    """All explorations of one question; each level and surroundings once."""

    def __init__(self, flow: Net, limit: int) -> None:
        self._flow = flow
        self._budget = Budget(limit)
        self._told: dict[Key, Known] = {}
        self._under_way: set[Key] = set()
        self._places: dict[tuple[Space, Place], Known | None] = {}
        self._recursive = False

    def verdict(self, start: Marking | None) -> Verdict:
        """Explore from the beginning, or from a marking."""
        space = Space(self._flow.root, Outside(), self)
        beginnings: list[tuple[Marking, Steps]]
        if start is None:
            beginnings = [(space.beginning(way), (Step("start", way[0].facts.element),)) for way in space.level.starts]
        else:
            beginnings = [(start, ())] if start.resting or start.ready else []
        root = Result(self._explored(space, beginnings))
        faults = [*_uncaught(root.explored), *_blind(root.explored), *self._faults(root, (), set(), start is None)]
        if any(fault.kind in GRAVE for fault in faults):  # what lies behind a standstill is not reached either
            faults = [fault for fault in faults if fault.kind != "dead_element"]
        return Verdict(_shortest(faults), self._budget.used, self._budget.spent or self._recursive)

    def _faults(self, result: Result, before: Steps, seen: set[Result], whole: bool) -> Iterator[Fault]:
        """Give the faults of a level and of all levels inside it, with paths from the very beginning."""
        if result in seen:
            return
        seen.add(result)
        own = list(faults_of(result.explored))
        if whole and not self._budget.spent:
            own += never_reached(result.explored)
        for fault in own:
            steps = (*before, *fault.steps) if fault.kind != "dead_element" else ()
            yield replace(fault, steps=steps, path=path_of(steps))
        for place, number in result.explored.places.items():
            known = self.of_place(result.space, place)
            node = result.space.level.nodes[place.element]
            way = (*before, *result.explored.path_to(number), Step("pass", node.facts.element))
            for part in known.parts if known else ():
                yield from self._faults(part, way, seen, whole and part.space.level.spec.process_id == self._process)

    @property
    def _process(self) -> str:
        return self._flow.root.spec.process_id

    def _explored(self, space: Space, beginnings: list[tuple[Marking, Steps]]) -> Explored:
        """Explore a level; a small one with faults once more in every order, which gives the shortest paths.

        In every order too where a case goes round until something interrupts it: the token that goes round could be
        the one that is moved alone, and the others would never be looked at.
        """
        found = Explorer(space, self._budget, space.moves).run(beginnings)
        faults = list(faults_of(found))
        if goes_round(found) and not any(fault.kind == "cannot_complete" for fault in faults):
            return Explorer(space, self._budget, space.every_move).run(beginnings)
        if faults:
            little = Budget(SMALL)
            again = Explorer(space, little, space.every_move).run(beginnings)
            if not little.spent:
                return again
        return found

    # --- the insides of activities

    def of_place(self, space: Space, place: Place) -> Known | None:
        """Give what is known of the inside of an activity; None when there is none."""
        if (space, place) not in self._places:
            known = self._of_place(space, place)
            if self._under_way and known is ENDS:
                return known
            self._places[space, place] = known
        return self._places[space, place]

    def _of_place(self, space: Space, place: Place) -> Known | None:
        node = space.level.nodes[place.element]
        inner = elements.inner_of(node)
        if inner is None or place.stage:
            return None
        rescue = space.outside.rescue or may_interrupt(node) or _may_be_taken_over(space, node)
        outside = outside_of(space.layers(node), inner, rescue)
        markings: list[Marking | None] = [*dict.fromkeys(place.inner)] or [None]
        if place.inner and isinstance(node, SequentialMultiInstance | StandardLoop):
            markings.append(None)
        return _together([self._known((inner.key, outside, marking)) for marking in markings])

    def _known(self, key: Key) -> Known:
        if key in self._under_way:
            self._recursive = True
            return ENDS
        if key not in self._told:
            self._under_way.add(key)
            level, outside, marking = key
            space = Space(self._flow.levels[level], outside, self)
            spec = space.level.spec
            start = marking or space.beginning(spec.starts or spec.start_events[:1])
            self._told[key] = Result(self._explored(space, [(start, ())])).known
            self._under_way.remove(key)
        return self._told[key]


def _together(parts: list[Known]) -> Known:
    """Sum up instances that run beside each other or one after the other: all have to end, any may throw."""
    if len(parts) == 1:
        return parts[0]
    exits = {exit_: steps for part in parts for exit_, steps in part.exits.items() if exit_ != DONE}
    if all(DONE in part.exits for part in parts):
        exits[DONE] = tuple(step for part in parts for step in part.exits[DONE])
    thrown = {exit_: steps for part in parts for exit_, steps in part.thrown.items()}
    blind = all(part.blind for part in parts)
    inside = tuple(result for part in parts for result in part.parts)
    return Known(exits, {}, thrown, blind=blind, parts=inside)


def _may_be_taken_over(space: Space, node: Node) -> bool:
    handlers = (handler for handler in space.level.handlers if handler is not node and handler.facts.interrupting)
    return any(elements.is_armed(handler) for handler in handlers) and not (
        node in space.level.handlers and node.facts.interrupting
    )


def _escalations(node: Node) -> Iterator[Exit]:
    if isinstance(node, Throwing):
        for event in node.facts.events:
            if event.kind == "escalation":
                yield Exit("escalation", event.name, node.facts.element, node.facts.process_id)


def _waits(found: Explored, number: int) -> bool:
    """Whether nothing happens at a marking without help from outside."""
    leaves = any(alone for _, alone in found.leaving.get(number, ()))
    return not leaves and not any(edge.alone for edge in found.edges[number])


def _uncaught(root: Explored) -> Iterator[Fault]:
    """Find what is thrown out of the process: nobody catches it, and the token that threw it stands still."""
    for exit_, (number, steps) in root.exits.items():
        if exit_.kind in ("error", "cancel"):
            way = (*root.path_to(number), *steps)
            path = path_of(way)
            yield Fault(
                kind="cannot_complete", element=exit_.element, path=path, process_id=exit_.process_id, steps=way
            )


def _blind(root: Explored) -> Iterator[Fault]:
    """Find where the process waits for nothing but conditions, and nothing is left that could make one true."""
    for number, marking in enumerate(root.markings):
        if is_blind(root.space, marking):
            element = next(place.element for place in marking.resting if not place.flow)
            yield told(root, "cannot_complete", element, root.path_to(number))


def _shortest(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the fault with the shortest path of each kind and element."""
    found: dict[tuple[str, str], Fault] = {}
    for fault in sorted(faults, key=lambda fault: (fault.kind, len(fault.path))):
        found.setdefault((fault.kind, fault.element), fault)
    return tuple(found.values())
