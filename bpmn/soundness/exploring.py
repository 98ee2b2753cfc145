"""Looks at every marking of one level that can be reached, the nearest first, within a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from bpmn.engine.marking import Marking, Place
from bpmn.soundness.draft import Move
from bpmn.soundness.moves import Space
from bpmn.soundness.outside import Exit
from bpmn.soundness.reduction import ends_others, stuck_join
from bpmn.soundness.verdict import Steps

MOST = 6
"""Tokens at one place that are followed; where more gather without any marking growing, the exploration gives up."""
CERTAIN = 4
"""Tokens at one place that have to gather before growth is told where an inclusive join might still take them up."""


class Edge(NamedTuple):
    """A move between two markings that are known by their numbers."""

    target: int
    steps: Steps
    alone: bool
    beside: bool


@dataclass
class Budget:
    """How many markings may still be looked at, of all levels together."""

    left: int
    used: int = 0
    spent: bool = False

    def take(self) -> bool:
        """Use one; false when there is none left."""
        if self.used >= self.left:
            self.spent = True
            return False
        self.used += 1
        return True


@dataclass(eq=False)
class Explored:
    """Every marking found of one level, each with its shortest path, and the moves between them."""

    space: Space
    markings: list[Marking] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)
    """Elements on the shortest path."""
    before: list[tuple[int, Steps, bool]] = field(default_factory=list)
    """The marking before (−1 at the beginning), the steps from there, and whether something began beside."""
    edges: list[list[Edge]] = field(default_factory=list)
    exits: dict[Exit, tuple[int, Steps]] = field(default_factory=dict)
    leaving: dict[int, list[tuple[Exit, bool]]] = field(default_factory=dict)
    """Marking → how the level may end from it, and whether without anybody's help."""
    stuck: dict[int, str] = field(default_factory=dict)
    """Marking that was not followed → the join that will never be complete."""
    growing: list[int] = field(default_factory=list)
    """Markings that hold all tokens of one before them and more."""
    unknown: set[int] = field(default_factory=set)
    """Markings that were not looked at any further."""
    places: dict[Place, int] = field(default_factory=dict)
    """Place → the first marking in which a token stands there."""
    passed: set[str] = field(default_factory=set)
    """Elements that were met."""

    def path_to(self, number: int) -> Steps:
        """Give the shortest path to a marking."""
        found: list[Steps] = []
        while number >= 0:
            number, steps, _ = self.before[number]
            found.append(steps)
        return tuple(step for steps in reversed(found) for step in steps)

    def nearest(self, numbers: Iterable[int]) -> int:
        """Give the marking with the shortest path."""
        return min(numbers, key=lambda number: (self.costs[number], number))


class Explorer:
    """One exploration on its way (Dijkstra's order, a move costs the elements it passes)."""

    def __init__(self, space: Space, budget: Budget, moves: Callable[[Marking], list[Move]]) -> None:
        self.found = Explored(space)
        self._space = space
        self._budget = budget
        self._moves = moves
        self._numbers: dict[Marking, int] = {}
        self._waiting: list[tuple[int, int]] = []
        self._done: set[int] = set()
        self._interrupted: set[Marking] = set()

    def run(self, beginnings: Iterable[tuple[Marking, Steps]]) -> Explored:
        """Explore from some markings."""
        for marking, steps in beginnings:
            self._meet(marking, -1, steps, False)
        while self._waiting:
            _, number = heappop(self._waiting)
            if number not in self._done:
                self._done.add(number)
                self._look(number)
        return self.found

    def _meet(self, marking: Marking, origin: int, steps: Steps, beside: bool) -> int:
        """Note a marking and the way to it, when it is the shortest so far."""
        found = self.found
        cost = (found.costs[origin] if origin >= 0 else 0) + sum(step.kind != "flow" for step in steps)
        number = self._numbers.setdefault(marking, len(found.markings))
        if number == len(found.markings):
            found.markings.append(marking)
            found.costs.append(cost)
            found.before.append((origin, steps, beside))
            found.edges.append([])
        elif cost < found.costs[number] and number not in self._done:
            found.costs[number] = cost
            found.before[number] = (origin, steps, beside)
        else:
            return number
        heappush(self._waiting, (cost, number))
        return number

    def _look(self, number: int) -> None:
        found, marking = self.found, self.found.markings[number]
        for place in (*marking.ready, *marking.resting):
            found.places.setdefault(place, number)
            found.passed.add(place.element)
        if not self._budget.take():
            found.unknown.add(number)
            return
        join = stuck_join(self._space.level, marking)
        if join:
            found.stuck[number] = join
            return
        if self._heaps_up(number, marking):
            return
        for move in self._moves(marking):
            self._follow(number, move)
        for move in self._space.interruptions(marking):
            if isinstance(move.target, Marking) and move.target not in self._interrupted:
                self._interrupted.add(move.target)
                self._meet(move.target, number, move.steps, True)

    def _follow(self, number: int, move: Move) -> None:
        found = self.found
        found.passed.update(step.element for step in move.steps if step.kind != "flow")
        if isinstance(move.target, Exit):
            if move.target not in found.exits:
                found.exits[move.target] = (number, move.steps)
            found.leaving.setdefault(number, []).append((move.target, move.alone))
        else:
            target = self._meet(move.target, number, move.steps, move.beside)
            found.edges[number].append(Edge(target, move.steps, move.alone, move.beside))

    def _heaps_up(self, number: int, marking: Marking) -> bool:
        """Whether tokens grow without bound here: everything that stood before still stands, and more."""
        standing = sorted((*marking.resting, *marking.ready))
        level = self._space.level
        most = max(map(standing.count, standing), default=0)
        certain = most >= CERTAIN if level.inclusive else not ends_others(level, marking)
        if level.grows and certain and self._holds_an_earlier(number, standing):
            self.found.growing.append(number)
            return True
        if most > MOST:
            self._budget.spent = True
            self.found.unknown.add(number)
            return True
        return False

    def _holds_an_earlier(self, number: int, standing: list[Place]) -> bool:
        interrupted = self.found.markings[number].interrupted
        origin, _, beside = self.found.before[number]
        while origin >= 0 and not beside:
            earlier = self.found.markings[origin]
            count = len(earlier.resting) + len(earlier.ready)
            if count < len(standing) and earlier.interrupted == interrupted and _within(earlier, standing):
                return True
            origin, _, beside = self.found.before[origin]
        return False


def _within(earlier: Marking, standing: list[Place]) -> bool:
    left = list(standing)
    for place in (*earlier.resting, *earlier.ready):
        if place not in left:
            return False
        left.remove(place)
    return True
