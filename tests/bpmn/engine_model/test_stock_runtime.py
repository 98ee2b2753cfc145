"""Why the engine has its own tokens: SpiffWorkflow's own runtime goes wrong on simple random processes.

Only tasks, sequences, exclusive and parallel gateways and correction loops; only completed tasks. The engine walks the
same processes without a mismatch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.spiff.parser import SpiffBpmnParser

from bpmn.engine import Engine
from tests.bpmn.engine_model.blocks import Block, Choice, Process, Seq, Task
from tests.bpmn.engine_model.case import Case
from tests.bpmn.engine_model.drawing import drawn
from tests.bpmn.engine_model.driving import START, Walk
from tests.bpmn.engine_model.making import Around, Maker

PROCESSES = 150
STEPS = 60


class PlainMaker(Maker):
    """Makes processes of the most ordinary parts."""

    def block(self, around: Around) -> Block:
        self.budget -= 1
        if self.budget <= 0 or around.depth > 5:
            return Task(self.name("t"))
        around = Around(depth=around.depth + 1)
        makers: list[Callable[[Around], Block]] = [self.sequence, self.choice, self.fork, self.again]
        return self.random.choice(makers)(around)

    def sequence(self, around: Around) -> Seq:
        return Seq(tuple(self.block(around) for _ in range(self.random.randint(2, 3))))

    def choice(self, around: Around) -> Choice:
        return replace(super().choice(around), gateway=True)

    def handlers(self, around: Around, probability: float) -> tuple[Any, ...]:
        return ()


def plain(seed: int) -> Process:
    return PlainMaker(Random(seed), 14).process()


def goes_wrong(process: Process, random: Random) -> bool:
    """Walk a process on the stock runtime beside the model; tell whether they part, or it raises."""
    parser = SpiffBpmnParser()
    parser.add_bpmn_str(drawn(process).encode())
    workflow = BpmnWorkflow(parser.get_spec("model"))
    case = Case(process, START)
    try:
        workflow.do_engine_steps()
        for _ in range(STEPS):
            ready = workflow.get_tasks(state=TaskState.READY, manual=True)
            if Counter(task.task_spec.bpmn_id for task in ready) != Counter(task.block.id for task in case.open):
                return True
            if not case.open:
                return workflow.is_completed() is not (case.state == "completed")
            task = random.choice(case.open)
            values = {task.block.asks: random.choice(task.block.answers)} if task.block.answers else {}
            ready_one = next(other for other in ready if other.task_spec.bpmn_id == task.block.id)
            task.complete(values)
            ready_one.data.update(values)
            ready_one.run()
            workflow.do_engine_steps()
    except (AttributeError, RecursionError):
        return True
    return False


def test_the_stock_runtime_goes_wrong_where_the_engine_does_not() -> None:
    wrong = [seed for seed in range(PROCESSES) if goes_wrong(plain(seed), Random(seed))]
    assert len(wrong) >= 3
    for seed in wrong:
        engine = Engine(b"the key of the random processes!", {}, language="en")
        for number in range(5):
            Walk(plain(seed), Random(number), [engine, engine]).run()
