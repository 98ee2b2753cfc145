"""Makes random block-structured processes; the same seed and size give the same process.

Four rules keep every outcome determined. Whatever throws stands behind a task, so only one path moves at a time. No
signal moves several instances of a multi-instance at once. Every error has somebody who catches it. What may begin
several times in one level (behind a boundary event that does not interrupt) has a level of its own, because a join
takes any token of its level.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

from tests.bpmn.engine_model.blocks import (
    Again,
    Block,
    Catch,
    Catcher,
    Choice,
    Escalate,
    Event,
    EventKind,
    Fork,
    Leave,
    Many,
    Process,
    Seq,
    Some,
    Sub,
    Task,
)  # fmt: skip

CODES = ("E1", "E2")
ESCALATIONS = ("X1", "X2")


@dataclass(frozen=True)
class Around:
    """What surrounds the block being made."""

    errors: frozenset[str] = frozenset()
    """Error codes that somebody catches."""
    cancels: bool = False
    """True directly inside a transaction."""
    many: bool = False
    """True inside a multi-instance."""
    depth: int = 0

    @property
    def kinds(self) -> tuple[EventKind, ...]:
        """What a catcher may wait for here (errors more often, so that catchers of the same code are nested)."""
        always: tuple[EventKind, ...] = ("timer", "message", "error", "error", "escalation")
        return always if self.many else (*always, "signal")


@dataclass
class Maker:
    random: Random
    budget: int
    numbers: count[int] = field(default_factory=lambda: count(1))
    values: dict[str, object] = field(default_factory=dict)

    def name(self, prefix: str) -> str:
        return f"{prefix}{next(self.numbers)}"

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def process(self) -> Process:
        handlers = self.handlers(Around(), 0.3)
        body = self.sequence(self.inside(Around(), handlers))
        return Process(body, handlers, self.values)

    def block(self, around: Around) -> Block:
        self.budget -= 1
        if self.budget <= 0 or around.depth > 5:
            return self.task(around)
        around = replace(around, depth=around.depth + 1)
        makers: dict[Callable[[Around], Block], int] = {
            self.task: 2, self.sequence: 6, self.choice: 3, self.fork: 4, self.some: 3, self.again: 3, self.sub: 4,
            self.many: 3, self.catch: 2,
        }  # fmt: skip
        return self.random.choices(list(makers), list(makers.values()))[0](around)

    def task(self, around: Around) -> Task:
        name = self.name("t")
        return Task(name, boundaries=self.boundaries(around) if self.chance(0.35) else ())

    def asking(self, prefix: str, *answers: object) -> Task:
        name = self.name("t")
        return Task(name, f"{prefix}_{name}", answers)

    def sequence(self, around: Around) -> Seq:
        parts: list[Block] = [self.block(around)]
        for _ in range(self.random.randint(1, 3)):
            if self.chance(0.12):
                parts += [self.task(around), Escalate(self.name("x"), self.random.choice(ESCALATIONS))]
            parts.append(self.block(around))
        return Seq(tuple(parts))

    def branches(self, around: Around) -> tuple[Block, ...]:
        return tuple(self.block(around) for _ in range(self.random.randint(2, 3)))

    def choice(self, around: Around) -> Choice:
        branches = list(self.branches(around))
        if self.chance(0.3):
            branches.append(Seq(()))
        leaving = self.leaving(around)
        if leaving and self.chance(0.8):
            branches.insert(0, leaving)
        asking = self.asking("c", *range(len(branches)))
        return Choice(self.name("c"), asking, tuple(branches), self.chance(0.7), self.chance(0.5))

    def leaving(self, around: Around) -> Leave | None:
        if around.cancels and self.chance(0.7):
            return Leave(self.name("x"), "cancel")
        if around.errors:
            return Leave(self.name("x"), "error", self.random.choice(sorted(around.errors)))
        return None

    def fork(self, around: Around) -> Fork:
        return Fork(self.name("f"), self.branches(around))

    def some(self, around: Around) -> Some:
        branches = self.branches(around)
        answers: list[tuple[int, ...]] = [(), *((number,) for number in range(len(branches))), (0, 1), (0, 1)]
        asking = self.asking("o", *answers, tuple(range(len(branches))))
        return Some(self.name("o"), asking, branches, self.chance(0.7))

    def again(self, around: Around) -> Again:
        return Again(self.name("l"), self.block(around), self.asking("again", True, False, False))

    def sub(self, around: Around) -> Sub:
        transaction = self.chance(0.3)
        boundaries = self.boundaries(around, cancel=transaction) if transaction or self.chance(0.6) else ()
        inner = self.inside(replace(around, cancels=False), boundaries)
        handlers = self.handlers(inner, 0.4)
        inner = replace(self.inside(inner, handlers), cancels=transaction)
        return Sub(self.name("p"), self.block(inner), handlers, boundaries, transaction)

    def many(self, around: Around) -> Many:
        boundaries = self.boundaries(around) if self.chance(0.35) else ()
        inside = self.inside(replace(around, cancels=False, many=True), boundaries)
        asking = self.asking("a", 0, 1)
        inner: Task | Sub = asking
        if self.chance(0.5):
            body = Seq((asking, self.block(inside))) if self.chance(0.6) else asking
            inner = Sub(self.name("p"), body, self.handlers(inside, 0.2))
        items = self.random.choice((0, 1, 2, 3, 3, 4))
        by_count = self.chance(0.5)
        if not by_count:
            self.values[f"items_{inner.id}"] = [10 * item for item in range(items)]
        always = not isinstance(inner, Sub) or not any(handler.interrupting for handler in inner.handlers)
        return Many(
            inner,
            self.chance(0.4),
            items if by_count else tuple(range(items)),
            asking.asks if always and self.chance(0.5) else "",
            self.random.randint(1, 3) if self.chance(0.4) else 0,
            boundaries,
        )

    def catch(self, around: Around) -> Catch:
        kinds: tuple[EventKind, ...] = ("timer", "message") if around.many else ("timer", "message", "signal")
        return Catch(self.name("w"), self.event(self.random.choice(kinds)))

    def event(self, kind: EventKind, interrupting: bool = True) -> Event:
        if kind in ("message", "signal"):
            return Event(kind, self.name("m"))
        if kind == "timer":
            times = 1 if interrupting else self.random.choice((1, 1, 3))
            return Event("timer", "", self.random.randint(600, 600_000), times)
        codes = CODES if kind == "error" else ESCALATIONS
        return Event(kind, self.random.choice((*codes, "")))

    def boundaries(self, around: Around, cancel: bool = False) -> tuple[Catcher, ...]:
        made = [self.catcher("b", Event("cancel"), True, around)] if cancel else []
        kinds = self.some_kinds(around, 0 if made else 1)
        return tuple(made + [self.catching("b", kind, around) for kind in kinds])

    def handlers(self, around: Around, probability: float) -> tuple[Catcher, ...]:
        """Make the event sub-processes of a level, at most two of different kinds."""
        if not self.chance(probability):
            return ()
        kinds = self.some_kinds(around, 1)
        return tuple(self.catching("h", kind, around) for kind in kinds)

    def some_kinds(self, around: Around, least: int) -> list[EventKind]:
        """Choose at most two different kinds."""
        return list(dict.fromkeys(self.random.sample(around.kinds, self.random.randint(least, 2))))

    def catching(self, prefix: str, kind: EventKind, around: Around) -> Catcher:
        interrupting = kind == "error" or self.chance(0.5)
        return self.catcher(prefix, self.event(kind, interrupting), interrupting, around)

    def catcher(self, prefix: str, event: Event, interrupting: bool, around: Around) -> Catcher:
        name, body = self.name(prefix), self.block(replace(around, cancels=False, depth=around.depth + 2))
        if prefix == "b" and not interrupting and not isinstance(body, Task):
            body = Sub(self.name("p"), body)
        return Catcher(name, event, interrupting, body)

    def inside(self, around: Around, catchers: tuple[Catcher, ...]) -> Around:
        """Say what surrounds the blocks that these catchers guard."""
        caught = {catcher.event.name for catcher in catchers if catcher.event.kind == "error"}
        return replace(around, errors=around.errors | (set(CODES) if "" in caught else caught))


def made(seed: int, size: int) -> Process:
    """Make the process of a seed; about `size` blocks."""
    random = Random(f"{seed}/{size}")
    return Maker(random, size).process()
