"""The reference: interprets the tree of blocks itself. It knows no tokens, flows or gateways.

Every active block is a part that has grown out of the part around it; a part that is over tells the one around it. What
is thrown goes up the same way until a part catches it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable
from functools import partial
from typing import Any

from tests.bpmn.engine_model.blocks import (
    Again,
    Block,
    Catch,
    Catcher,
    Choice,
    Escalate,
    Fork,
    Leave,
    Many,
    Seq,
    Some,
    Sub,
    Task,
)  # fmt: skip
from tests.bpmn.engine_model.parts import PARTS, Part, Payload, catches


class Level(Part):
    """A process, sub-process or event sub-process: over when nothing inside moves any more."""

    def __init__(self, block: Any, up: Any) -> None:
        super().__init__(block, up)
        self.level, self.interrupted = self, False
        self.handlers: tuple[Catcher, ...] = getattr(block, "handlers", ())

    def begin(self) -> None:
        self.case.note(self.block, "entered")
        for handler in self.handlers:
            self.wait(handler, partial(self.start, handler))
        self.grow(self.block.body)

    def ended(self, part: Part) -> None:
        if not self.parts and not self.over:
            self.case.note(self.block, "completed")
            self.end()

    def cancel(self) -> None:
        super().cancel()
        self.case.note(self.block, "cancelled")

    def throw(self, kind: str, code: str, source: Part) -> None:
        for handler in () if self.interrupted else self.handlers:
            if catches(handler, kind, code) and source.block is not handler:
                self.start(handler, {})
                return
        self.up.throw(kind, code, self)

    def catchable(self, source: Part) -> set[str]:
        here = () if self.interrupted else self.handlers
        return {handler.event.name for handler in here if handler.event.kind == "error" and source.block is not handler}

    def start(self, handler: Catcher, payload: Payload) -> None:
        if handler.interrupting:
            self.interrupted = True
            self.clear()
        self.scope.update(payload)
        part = Level(handler, self)
        self.parts.append(part)
        part.begin()


class OpenTask(Part):
    def begin(self) -> None:
        self.serial = next(self.case.serials)
        self.case.open.append(self)
        self.case.note(self.block, "entered")

    def complete(self, values: Payload) -> None:
        self.scope.update(values)
        self.case.open.remove(self)
        self.case.note(self.block, "completed")
        self.end()

    def cancel(self) -> None:
        super().cancel()
        self.case.open.remove(self)
        self.case.note(self.block, "cancelled")

    @property
    def items(self) -> dict[str, int]:
        """The items of the multi-instances around it."""
        return {name: value for name, value in self.scope.items() if name.startswith("i_")}


class Sequence(Part):
    def begin(self) -> None:
        self.left = list(self.block.parts)
        self.ended(self)

    def ended(self, part: Part) -> None:
        if self.left:
            self.grow(self.left.pop(0))
        else:
            self.end()


class Branches(Part):
    """Several blocks at the same time; over when all are."""

    def begin(self) -> None:
        self.together(self.block.branches)

    def together(self, blocks: Iterable[Block]) -> None:
        """Begin all before any of them can end the whole."""
        hold = Part(None, self)
        self.parts.append(hold)
        for block in blocks:
            self.grow(block)
        if not self.over:
            self.parts.remove(hold)
            self.ended(hold)

    def ended(self, part: Part) -> None:
        if not self.parts:
            self.end()


class Asked(Branches):
    """A task decides which branches follow."""

    def begin(self) -> None:
        self.asked = self.grow(self.block.ask)

    def ended(self, part: Part) -> None:
        if part is not self.asked:
            super().ended(part)
            return
        answer, branches = self.scope[self.block.ask.asks], self.block.branches
        chosen = [min(answer, len(branches) - 1)] if isinstance(self.block, Choice) else answer
        self.together([branches[number] for number in chosen])


class Loop(Part):
    def begin(self) -> None:
        self.grow(self.block.body)

    def ended(self, part: Part) -> None:
        if part.block is not self.block.ask:
            self.grow(self.block.ask)
        elif self.scope[self.block.ask.asks]:
            self.begin()
        else:
            self.end()


class Instances(Part):
    def begin(self) -> None:
        block, many = self.block, self.block.items
        self.items = list(range(many)) if isinstance(many, int) else list(self.scope[f"items_{block.id}"])
        self.results: dict[int, Any] = {}
        self.done, self.begun = 0, 0
        if block.collects:
            self.scope[f"out_{block.id}"] = []
        if not self.items:
            self.case.note(block, "entered", "completed")
            self.end()
        for _ in self.items[:1] if block.sequential else self.items:
            self.next()

    def next(self) -> None:
        instance = Instance(self.block, self)
        instance.number, self.begun = self.begun, self.begun + 1
        instance.local[f"i_{self.block.id}"] = self.items[instance.number]
        self.parts.append(instance)
        instance.begin()

    def ended(self, part: Part) -> None:
        assert isinstance(part, Instance)
        self.done += 1
        if self.block.collects:
            self.results[part.number] = part.scope[self.block.collects]
            self.scope[f"out_{self.block.id}"] = [self.results[number] for number in sorted(self.results)]
        else:
            self.scope.update({name: value for name, value in part.local.items() if name != f"i_{self.block.id}"})
        if self.done == len(self.items) or self.done == self.block.enough:
            self.clear()
            self.end()
        elif self.block.sequential:
            self.next()


class Instance(Part):
    """One instance of a multi-instance: what it writes is its own until it ends."""

    def __init__(self, block: Any, up: Any) -> None:
        super().__init__(block, up)
        self.local: Payload = {}
        self.scope = ChainMap(self.local, up.scope)
        self.number = 0

    def begin(self) -> None:
        self.grow(self.block.inner)


class Waiting(Part):
    def begin(self) -> None:
        self.case.note(self.block, "entered")
        self.wait(self.block, self.come)

    def come(self, payload: Payload) -> None:
        self.case.note(self.block, "completed")
        self.scope.update(payload)
        self.end()

    def cancel(self) -> None:
        super().cancel()
        self.case.note(self.block, "cancelled")


class Escalation(Part):
    def begin(self) -> None:
        self.case.note(self.block, "entered", "completed")
        self.up.throw("escalation", self.block.code, self)
        if not self.over:
            self.end()


class Leaving(Part):
    def begin(self) -> None:
        self.case.note(self.block, "entered", "completed")
        self.up.throw(self.block.kind, self.block.code, self)


PARTS |= {
    Task: OpenTask, Seq: Sequence, Choice: Asked, Some: Asked, Fork: Branches, Again: Loop, Sub: Level, Many: Instances,
    Catch: Waiting, Escalate: Escalation, Leave: Leaving,
}  # fmt: skip
