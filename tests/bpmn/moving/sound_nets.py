"""Draws small processes as careful people do: what splits meets again, choices have a default, loops an exit."""

from __future__ import annotations

from itertools import count, pairwise
from random import Random

from tests.bpmn.engine.conftest import Draw

Ends = tuple[str, str]
"""First and last element of a block."""


class SoundNet:
    """One level being drawn; choices read the list `go` of ways to take."""

    def __init__(self, random: Random, numbers: count[int] | None = None, *, deep: int = 1) -> None:
        self.random, self.deep = random, deep
        self.numbers = numbers or count(1)
        self.draw = Draw()
        self.drawn: list[str] = []
        self.choices = 0

    def parts(self) -> list[str]:
        """Give the drawn elements and flows."""
        start, end = self.node("startEvent", "start"), self.node("endEvent", "end")
        first, last = self.sequence(2 + (self.deep > 0))
        self.flow(start, first)
        self.flow(last, end)
        return self.drawn

    def sequence(self, longest: int) -> Ends:
        blocks = [self.block() for _ in range(self.random.randint(1, longest))]
        for (_, before), (after, _) in pairwise(blocks):
            self.flow(before, after)
        return blocks[0][0], blocks[-1][1]

    def block(self) -> Ends:
        makers = [self.task, self.task, self.task, self.catch]
        if self.deep:
            self.deep -= 1
            makers = [self.choice, self.fork, self.again, self.inner]
        return self.random.choice(makers)()

    def task(self) -> Ends:
        name = self.node("userTask", "task")
        if self.random.random() < 0.2:
            event = self.name("late")
            self.drawn.append(self.draw.boundary(event, name, f"message m_{event}"))
            self.flow(event, self.node("endEvent", "end"))
        return name, name

    def catch(self) -> Ends:
        name = self.name("wait")
        self.drawn.append(self.draw.event("intermediateCatchEvent", name, f"message m_{name}"))
        return name, name

    def choice(self) -> Ends:
        kind = self.random.choice(("exclusiveGateway", "inclusiveGateway"))
        split, join = self.name("split"), self.node(kind, "join")
        one, other = self.sequence(2), self.sequence(2)
        self.drawn.append(self.draw(kind, split, default_=f"{split}_{one[0]}"))
        self.flow(split, one[0])
        self.flow(split, other[0], asked=True)
        for _, last in (one, other):
            self.flow(last, join)
        return split, join

    def fork(self) -> Ends:
        split, join = self.node("parallelGateway", "fork"), self.node("parallelGateway", "join")
        for _ in range(2):
            first, last = self.sequence(2)
            self.flow(split, first)
            self.flow(last, join)
        return split, join

    def again(self) -> Ends:
        meet, which, after = self.node("exclusiveGateway", "meet"), self.name("again"), self.node("userTask", "task")
        first, last = self.sequence(2)
        self.drawn.append(self.draw("exclusiveGateway", which, default_=f"{which}_{after}"))
        self.flow(meet, first)
        self.flow(last, which)
        self.flow(which, after)
        self.flow(which, meet, asked=True)
        return meet, after

    def inner(self) -> Ends:
        name = self.name("sub")
        inside = SoundNet(self.random, self.numbers, deep=0)
        self.drawn.append(self.draw("subProcess", name, "".join(inside.parts())))
        return name, name

    def name(self, prefix: str) -> str:
        return f"{prefix}{next(self.numbers)}"

    def node(self, kind: str, prefix: str) -> str:
        name = self.name(prefix)
        self.drawn.append(self.draw(kind, name))
        return name

    def flow(self, source: str, target: str, *, asked: bool = False) -> None:
        self.drawn.append(self.draw.flows(f"{source} {target}" + (f' ["{source}_{target}" in go]' if asked else "")))
