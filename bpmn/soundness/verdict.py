"""What an exploration found: faults, each with the shortest path that leads to it, and how far it looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

FaultKind = Literal["cannot_complete", "improper_completion", "dead_element", "unbounded", "loop_without_wait"]
GRAVE: frozenset[str] = frozenset({"cannot_complete", "unbounded", "loop_without_wait"})
"""Faults with which a case may stick; the others are oddities that a case survives."""

StepKind = Literal["start", "pass", "flow", "complete", "event", "error", "skip"]


class Step(NamedTuple):
    """One step on a path: a start, an element passed, a sequence flow taken, or something that came from outside.

    `complete` finishes work, `event` brings the event of an element, `error` lets a job fail into a boundary event,
    `skip` passes a repeating activity that has nothing to repeat.
    """

    kind: StepKind
    element: str


Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of the control flow."""

    kind: FaultKind
    element: str
    """Where it shows: what is stuck, entered twice, never reached, or passed again and again."""
    path: tuple[str, ...] = ()
    """Elements in the order in which they are left on the shortest way found; empty for what is never reached."""
    process_id: str = ""
    """The process in whose diagram the element is drawn: this one, or one that it calls."""
    steps: Steps = ()
    """The path with its sequence flows and with what comes from outside, so that it can be played."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The end of an exploration. Without faults and without having given up, what was looked at is sound."""

    faults: tuple[Fault, ...] = ()
    states: int = 0
    gave_up: bool = False
    """True when there was more to look at than the limit allows: then the absence of a fault proves nothing."""

    @property
    def can_finish(self) -> bool:
        """Whether it is proven that from everywhere the end can still be reached."""
        return not self.gave_up and not any(fault.kind in GRAVE for fault in self.faults)

    @property
    def sound(self) -> bool:
        """Whether it is proven that there is no fault of any kind."""
        return not self.gave_up and not self.faults


def path_of(steps: Steps) -> tuple[str, ...]:
    """Give the elements of a path, each once where it is left."""
    elements = [step.element for step in steps if step.kind != "flow"]
    return tuple(element for element, before in zip(elements, ["", *elements], strict=False) if element != before)
