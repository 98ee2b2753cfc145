"""What every part of the reference shares: it grows out of the part around it, ends, is taken back, throws upwards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.bpmn.engine_model.blocks import WAITING, Block, Catch, Catcher

Payload = dict[str, Any]


class Part:
    """One active block."""

    def __init__(self, block: Any, up: Any) -> None:
        self.block, self.up, self.case = block, up, up.case
        self.scope, self.level = up.scope, up.level
        self.parts: list[Part] = []
        self.armed: list[int] = []
        self.over = False

    def begin(self) -> None:
        """Begin; what only holds a place has nothing to do."""

    def ended(self, part: Part) -> None:
        self.end()

    def grow(self, block: Block) -> Part:
        part = (Guarded if getattr(block, "boundaries", ()) else PARTS[type(block)])(block, self)
        self.parts.append(part)
        part.begin()
        return part

    def end(self) -> None:
        self.over = True
        self.disarm()
        self.up.parts.remove(self)
        self.up.ended(self)

    def cancel(self) -> None:
        self.over = True
        self.clear()

    def clear(self) -> None:
        """Take back everything inside."""
        self.disarm()
        for part in self.parts:
            part.cancel()
        self.parts = []

    def throw(self, kind: str, code: str, source: Part) -> None:
        self.up.throw(kind, code, self)

    def catchable(self, source: Part) -> set[str]:
        """Codes of the errors that are caught here when they come from inside; empty text for any."""
        return set()

    def wait(self, waiting: Catch | Catcher, fire: Callable[[Payload], None]) -> None:
        if waiting.event.kind in WAITING:
            self.armed.append(self.case.arm(waiting.id, waiting.event, fire))

    def disarm(self) -> None:
        for serial in self.armed:
            self.case.armed.pop(serial, None)


class Guarded(Part):
    """An activity with boundary events; what follows an interrupting one takes the activity's place."""

    def begin(self) -> None:
        for catcher in self.block.boundaries:
            self.wait(catcher, partial(self.fire, catcher))
        self.inner = PARTS[type(self.block)](self.block, self)
        self.parts.append(self.inner)
        self.inner.begin()

    def throw(self, kind: str, code: str, source: Part) -> None:
        for catcher in self.block.boundaries if source is self.inner else ():
            if catches(catcher, kind, code):
                self.fire(catcher, {})
                return
        self.up.throw(kind, code, self)

    def catchable(self, source: Part) -> set[str]:
        here = self.block.boundaries if source is self.inner else ()
        return {catcher.event.name for catcher in here if catcher.event.kind == "error"}

    def fire(self, catcher: Catcher, payload: Payload) -> None:
        if catcher.interrupting:
            self.clear()
        self.case.note(catcher, "entered", "completed")
        self.scope.update(payload)
        (self if catcher.interrupting else self.level).grow(catcher.body)


PARTS: dict[type, type[Part]] = {}
"""Block → the part that interprets it (`model`)."""


def catches(catcher: Catcher, kind: str, code: str) -> bool:
    return catcher.event.kind == kind and catcher.event.name in ("", code)
