"""What is proven to finish never sticks on the engine, in diagrams with sub-processes, handlers and events beside.

The cases of some diagrams are walked here, of 1,000 more by `make long` (or `JORYE_LONG`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused
from bpmn.model import BpmnError, Message, Step
from bpmn.soundness import Net, can_finish, explore, marking_of
from tests.bpmn.engine.conftest import Draw
from tests.bpmn.soundness.engine_space import FATAL, NOW
from tests.bpmn.soundness.random_nets import Net as Drawn

FEW = 100
LONG = min(int(os.environ.get("JORYE_LONG", "1000")), 20_000)
STEPS = 30
LIMIT = 3_000


class Case:
    """One case of a drawn diagram, which goes on at random."""

    def __init__(self, engine: Engine, bundle: Bundle, random: Random) -> None:
        self.engine, self.bundle, self.random = engine, bundle, random
        self.text = bundle.files["process.bpmn"].decode()
        self.asked = sorted(set(re.findall(r"&quot;(\w+)&quot; in go", self.text)))
        self.last = engine.start(bundle, self.go(), NOW)

    def go(self) -> dict[str, list[str]]:
        return {"go": [flow for flow in self.asked if self.random.random() < 0.5]}

    def choices(self) -> list[Callable[[], Step]]:
        """Give all that may come from outside."""
        found, state = self.engine.inspect(self.bundle, self.last.state), self.last.state
        work = [each.work_id for each in (*found.opened, *found.jobs)]
        failing = [job.work_id for job in found.jobs if f'attachedToRef="{job.element}"' in self.text]
        return [
            *(partial(self.engine.complete, self.bundle, state, each, self.go(), NOW) for each in work),
            *(partial(self.engine.signal, self.bundle, state, BpmnError(each, "any", self.go()), NOW)
              for each in failing),
            *(partial(self.engine.signal, self.bundle, state, Message(sub.name, "", self.go()), NOW)
              for sub in found.subscribed),
        ]  # fmt: skip

    @property
    def sticks(self) -> bool:
        stopped = any(incident.code in FATAL for incident in self.last.advance.incidents)
        return stopped or (not self.last.advance.ended and not self.choices())

    def proven(self, net: Net) -> bool:
        return can_finish(net, marking_of(self.engine, self.bundle, self.last.state), limit=LIMIT).can_finish


def held(engine: Engine, seed: int) -> int:
    """Walk one diagram; gives how many markings were proven."""
    try:
        bundle = Draw().bundle(*Drawn(Random(seed), inside=seed % 2, beside=True).parts())
        net = Net.of(engine.load(bundle))
    except Refused:
        return 0
    case, found = Case(engine, bundle, Random(seed)), 0
    proven = explore(net, limit=LIMIT).can_finish
    for number in range(STEPS):
        assert not (proven and case.sticks), seed
        if case.sticks or case.last.advance.ended:
            break
        if proven or number % 3 == 0:
            now = case.proven(net)
            assert now or not proven, seed
            proven, found = now, found + now
        case.last = case.random.choice(case.choices())()
    return found


def test_what_is_proven_to_finish_never_sticks(engine):
    assert sum(held(engine, seed) for seed in range(FEW)) > 15


@pytest.mark.long
def test_much_more_that_is_proven_to_finish_never_sticks(engine):
    for seed in range(FEW, FEW + LONG):
        held(engine, seed)
