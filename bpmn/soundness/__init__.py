"""Can a process always come to its end? Explores the states of its control flow.

    net = Net.of(engine.load(bundle))
    explore(net)                                            # every fault, each with the shortest path to it
    can_finish(net, marking_of(engine, bundle, state))      # does the end stay within reach of this running case?

Data is left out: every condition may go either way, everything that is waited for may come. So a fault may need data
that never occurs, but what is found sound is sound whatever the data. See docs/explanation/soundness.md.
"""

from __future__ import annotations

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.engine.marking import Marking, Place
from bpmn.soundness.analysis import Analysis
from bpmn.soundness.net import Net
from bpmn.soundness.verdict import Fault, FaultKind, Step, Verdict

__all__ = [
    "LIMIT",
    "Fault",
    "FaultKind",
    "Marking",
    "Net",
    "Place",
    "Step",
    "Verdict",
    "can_finish",
    "explore",
    "marking_of",
]

LIMIT = 20_000
"""Markings that are looked at before the exploration gives up."""


def explore(net: Net, start: Marking | None = None, *, limit: int = LIMIT) -> Verdict:
    """Look for faults in everything that can be reached from the start of the process, or from a marking."""
    return Analysis(net, limit).verdict(start)


def can_finish(net: Net, marking: Marking, *, limit: int = LIMIT) -> Verdict:
    """Look whether from a marking the end can always be reached; `verdict.can_finish` says whether that is proven."""
    return explore(net, marking, limit=limit)


def marking_of(engine: Engine, bundle: Bundle, state: bytes) -> Marking:
    """Give where a running case stands; raises StateDamaged."""
    return engine.marking(bundle, state)
