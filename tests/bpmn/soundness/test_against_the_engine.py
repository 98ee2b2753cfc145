"""Verdicts are held against the engine itself, walked with every choice, and paths of faults are followed there.

A few dozen diagrams are walked here, 1,500 by `make long` (or `JORYE_LONG`).
"""

from __future__ import annotations

import os
from random import Random

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused
from bpmn.soundness import Net, can_finish, explore
from tests.bpmn.engine.conftest import Draw
from tests.bpmn.soundness.engine_space import EngineSpace, TooMany
from tests.bpmn.soundness.random_nets import Net as Drawn
from tests.bpmn.soundness.replaying import Replay, TwoWaysAtOnce

FEW = 90
LONG = min(int(os.environ.get("JORYE_LONG", "1500")), 20_000)


def walked(engine: Engine, seed: int, most: int) -> EngineSpace | None:
    """Draw the diagram of a seed and walk through it on the engine; None when it is refused or too large."""
    bundle: Bundle = Draw().bundle(*Drawn(Random(seed)).parts())
    try:
        space = EngineSpace(engine, bundle, most)
        return space.walk() if len(space.asked) < 4 else None
    except (Refused, TooMany):
        return None


def compare(engine: Engine, seed: int, most: int) -> tuple[int, int]:
    """Compare every marking and follow every path; gives how many markings and paths there were."""
    space = walked(engine, seed, most)
    if space is None:
        return 0, 0
    net, paths = Net.of(engine.load(space.bundle)), 0
    verdict = explore(net)
    sticks = any(space.may_stick(marking) for marking in space.first)
    assert (seed, verdict.can_finish) == (seed, not sticks)
    for marking in space.states:
        if marking not in space.stuck:
            told = (seed, marking, can_finish(net, marking).can_finish)
            assert told == (seed, marking, not space.may_stick(marking))
    for fault in verdict.faults:
        if fault.kind == "cannot_complete":
            try:
                end = Replay(engine, space.bundle, fault).run()
            except TwoWaysAtOnce:
                continue
            paths += 1
            assert (seed, fault, end in space.hopeless) == (seed, fault, True)
    return len(space.states), paths


def test_the_verdict_on_every_marking_is_what_the_engine_does(engine):
    found = [compare(engine, seed, 16) for seed in range(FEW)]
    assert sum(markings for markings, _ in found) > 150
    assert sum(paths for _, paths in found) > 10


@pytest.mark.long
def test_many_more_verdicts_are_what_the_engine_does(engine):
    for seed in range(FEW, FEW + LONG):
        compare(engine, seed, 80)
