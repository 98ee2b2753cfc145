"""What the repeating of an activity reads, and what its instances see."""

from __future__ import annotations

from collections.abc import Mapping

from bpmn.effects.effect import Effect, Read, reading
from bpmn.engine.facts import LoopFacts
from bpmn.expressions.kinds import ANY, BOOLEAN, WHOLE, Type

NUMBER: Mapping[str, Type] = {"loopCounter": WHOLE}
COUNTERS: Mapping[str, Type] = {
    **NUMBER,
    "numberOfInstances": WHOLE,
    "numberOfCompletedInstances": WHOLE,
    "numberOfActiveInstances": WHOLE,
    "numberOfTerminatedInstances": WHOLE,
}


def add_loop(effect: Effect, loop: LoopFacts) -> None:
    """Add what decides how often an activity repeats, and where the results of its instances go."""
    effect.may_skip = loop.may_skip
    effect.output = loop.output
    if loop.kind == "loop":
        effect.reads += reading(loop.condition, BOOLEAN, late=not loop.test_before, besides=NUMBER)
        return
    effect.read(loop.cardinality, WHOLE)
    effect.reads += [Read(frozenset({loop.collection}))] if loop.collection else []
    effect.inner = {**dict.fromkeys(loop.items, ANY), **NUMBER}
    effect.reads += reading(loop.completion, BOOLEAN, late=True, besides={**COUNTERS, **effect.inner})
