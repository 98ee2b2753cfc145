"""A case of a well-structured process can finish from wherever it stands, whatever was done with it."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.model import Step
from bpmn.soundness import Net, can_finish, explore, marking_of
from tests.bpmn.engine.conftest import START
from tests.bpmn.engine_model.blocks import Choice, Process, Some
from tests.bpmn.engine_model.drawing import drawn
from tests.bpmn.engine_model.driving import Walk
from tests.bpmn.engine_model.making import Around, Maker


class GatewayMaker(Maker):
    """Draws every choice with a gateway: conditional flows out of a task are no exclusive choice."""

    def choice(self, around: Around) -> Choice:
        return replace(super().choice(around), gateway=True)

    def some(self, around: Around) -> Some:
        return replace(super().some(around), gateway=True)


def structured(seed: int) -> Process:
    size = 6 + seed % 24
    return GatewayMaker(Random(f"{seed}/{size}"), size).process()


class Proven(Walk):
    """A random walk that asks after every step whether the case can finish."""

    net: Net | None = None
    asked = 0

    def take(self, step: Step) -> None:
        super().take(step)
        self.net = self.net or Net.of(self.engine.load(self.bundle))
        verdict = can_finish(self.net, marking_of(self.engine, self.bundle, self.state))
        assert (self.done, verdict.can_finish) == (self.done, True)
        self.asked += 1


@pytest.mark.parametrize("seed", range(12))
def test_structured_processes_have_no_grave_fault_and_their_cases_can_finish(engine: Engine, seed: int) -> None:
    process = structured(seed)
    bundle = Bundle.from_files({"process.bpmn": drawn(process).encode()})
    assert explore(Net.of(engine.load(bundle))).can_finish
    walk = Proven(process, Random(seed), [engine, engine])
    walk.run()
    assert walk.asked > 1


def test_where_a_case_stands_decides_whether_it_can_finish(engine: Engine, draw: Any) -> None:
    bundle = draw.bundle(
        draw("startEvent", "start"),
        draw("userTask", "decide"),
        draw("exclusiveGateway", "split", default_="split_good"),
        draw("userTask", "good"),
        draw("userTask", "bad"),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw("endEvent", "filed"),
        draw.flows("start decide split", "split good filed", "split bad [wrong]", "split join [never]", "bad join end"),
    )
    net, begun = Net.of(engine.load(bundle)), engine.start(bundle, {"never": False}, START)
    task = begun.advance.opened[0].work_id
    well, badly = (engine.complete(bundle, begun.state, task, {"wrong": wrong}, START) for wrong in (False, True))
    judged = [can_finish(net, marking_of(engine, bundle, step.state)) for step in (begun, well, badly)]
    assert [verdict.can_finish for verdict in judged] == [False, True, False]
    assert [fault.element for fault in judged[2].faults] == ["join"]
    done = engine.complete(bundle, well.state, well.advance.opened[0].work_id, {}, START)
    assert (done.advance.ended, can_finish(net, marking_of(engine, bundle, done.state)).can_finish) == (
        "completed",
        True,
    )
