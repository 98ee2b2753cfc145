"""A move, and a marking being changed into what the move leads to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bpmn.engine.marking import Marking, Place
from bpmn.engine.specs.loops import Repeating
from bpmn.engine.specs.node import Flow, Node
from bpmn.soundness import elements, reduction
from bpmn.soundness.net import LevelNet
from bpmn.soundness.outside import DONE, Exit
from bpmn.soundness.verdict import Steps

MAYBE = "maybe"
"""Stage of a token that may be on a flow out of an inclusive split, or may not."""


class Move(NamedTuple):
    """One thing that may happen."""

    target: Marking | Exit
    steps: Steps
    alone: bool
    """True for what happens without anybody's help."""
    beside: bool = False
    """True for an event that does not interrupt: what it begins comes beside what goes on."""


class Draft:
    """A marking being changed."""

    def __init__(self, level: LevelNet, marking: Marking) -> None:
        self._level = level
        self._key = marking.level
        self.resting = list(marking.resting)
        self.ready = list(marking.ready)
        self.interrupted = marking.interrupted

    def copy(self) -> Draft:
        """Give one that can be changed on its own."""
        return Draft(self._level, Marking(self._key, tuple(self.resting), tuple(self.ready), self.interrupted))

    def marking(self) -> Marking:
        """Give what it has become."""
        resting = reduction.normal(self._level, self.resting, self.ready)
        return Marking(self._key, tuple(sorted(resting)), tuple(self.ready), self.interrupted)

    def move(self, steps: Steps, *, alone: bool, beside: bool = False) -> Move:
        """Give the move to what it has become; a level on which nothing stands has ended."""
        over = not self.resting and not self.ready
        return Move(DONE if over else self.marking(), steps, alone, beside)

    def without_ready(self, place: Place) -> Draft:
        self.ready.remove(place)
        return self

    def without_resting(self, place: Place) -> Draft:
        self.resting.remove(place)
        return self

    def rest(self, place: Place) -> None:
        """Let a token wait."""
        self.resting.append(place)

    def has(self, element: str) -> bool:
        """Whether a token stands at an element."""
        return any(place.element == element for place in (*self.resting, *self.ready))

    def crowded(self, side: Iterable[str]) -> bool:
        """Whether what an event began beside is still under way, or tokens heap up."""
        standing = [place.element for place in (*self.resting, *self.ready) if not place.flow]
        return not set(side).isdisjoint(standing) or len(set(standing)) < len(standing)

    def begin(self, node: Node) -> None:
        """Put a token on an element whose event has come."""
        self.ready.append(Place(node.name))

    def follow(self, flows: Iterable[Flow]) -> None:
        """Put a token on each flow and let its element take it in."""
        for flow in flows:
            self.enter(flow.target, flow.id)

    def enter(self, node: Node, flow: str) -> None:
        """Let an element take a token in, as the engine does."""
        if elements.is_join(node):
            self.rest(Place(node.name, flow))
            if not node.inclusive and all(self._arrived(node, each) for each in node.incoming):
                self.fire(node)
        elif elements.waits(node) and not isinstance(node, Repeating):
            self.rest(Place(node.name))
        else:
            self.ready.append(Place(node.name))

    def fire(self, join: Node) -> None:
        """Let a join take one token of each flow that has one, and go on."""
        for flow in join.incoming:
            if self._arrived(join, flow):
                self.resting.remove(Place(join.name, flow))
        self.ready.append(Place(join.name))

    def _arrived(self, join: Node, flow: str) -> bool:
        return Place(join.name, flow) in self.resting
