"""W1 and W2: what starting a case and finishing a human task cost, in process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.bare import Bare
from benchmarks.large_case import flow_nodes, large_case
from benchmarks.place import BENCH_CASE, CASE, FRESH, NOW, STORES, Place, place
from benchmarks.stock import Stock
from benchmarks.timing import Measured, Run, Taken, interleaved
from bpmn.bundle import Bundle
from workflows.records.user_task import task_number
from workflows.runtime import begin
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.publish_bundle import publish_bundle
from workflows.use_cases.start_process import start_process

TASKS = 10
"""Human tasks of one case: the runs take turns case by case, so that each finds its caches as warm as the others."""
WARM = 3 * TASKS
ROUNDS = 20 * TASKS
EACH = WARM + ROUNDS


def measure() -> Iterator[Measured]:
    """Measure on every store."""
    for store in STORES:
        with place(store) as here:
            yield _start(here)
            yield _finish(here)
            yield _finish_beside_stock(here, Bundle.read(CASE))
            yield _finish_beside_stock(here, large_case())


def _start(here: Place) -> Measured:
    bare = Bare(here)

    def ours(_: int) -> None:
        with begin(here.services) as uow:
            start_process(uow, "bench_case", FRESH, actor=here.officer, now=NOW)

    runs: list[Run] = [ours, lambda _: bare.start()]
    mine, floor = interleaved(runs, ROUNDS, warm=WARM, block=TASKS)
    bare.close()
    return _no_more_than_twice("W1", "start a case", here.store, mine, floor)


def _finish(here: Place) -> Measured:
    """Finish the ten tasks of one round in turn, beside the bare statements."""
    planned = planned_tasks(here, EACH)
    bare = Bare(here)
    rows = [task for task, _ in here.open_tasks(*here.start(EACH, FRESH))]
    runs: list[Run] = [lambda number: finish(here, *planned[number]), lambda number: bare.complete(rows[number])]
    mine, floor = interleaved(runs, ROUNDS, warm=WARM, block=TASKS)
    bare.close()
    return _no_more_than_twice("W2", "finish a human task", here.store, mine, floor)


def _finish_beside_stock(here: Place, bundle: Bundle) -> Measured:
    """Finish the same ten tasks beside the stock runtime, in a definition that may be as large as a real one."""
    with begin(here.services) as uow:
        publish_bundle(uow, bundle, actor=None, now=NOW)
    planned = planned_tasks(here, EACH, bundle.process_id)
    with _stock(here, bundle) as peer:
        mine, other = interleaved([lambda number: finish(here, *planned[number]), peer], ROUNDS, warm=WARM, block=TASKS)
    return _five_times_faster(here.store, mine, other, flow_nodes(bundle.files["process.bpmn"]))


@contextmanager
def _stock(here: Place, bundle: Bundle) -> Iterator[Run]:
    """Give what finishes the next task of one case after the other with the stock runtime."""
    stock = Stock(here, bundle)
    rows = [task for task, _ in here.open_tasks(*here.start(EACH, FRESH))]
    blobs: list[str] = [stock.begin({**FRESH, "decision": "approve"})] * (EACH // TASKS)

    def run(number: int) -> None:
        blobs[number // TASKS] = stock.complete(blobs[number // TASKS], rows[number])

    yield run
    stock.bare.close()


def _five_times_faster(store: str, mine: Taken, other: Taken, elements: int) -> Measured:
    wall, cpu = other.beside(mine)
    return Measured(
        "W2", "finish a human task", store, mine.ms, f"stock SpiffWorkflow, {elements} elements", other.ms, wall,
        "≥ 5× faster", wall >= 5, mine.cpu_ms, cpu,
    )  # fmt: skip


def _no_more_than_twice(code: str, workload: str, store: str, mine: Taken, floor: Taken) -> Measured:
    wall, cpu = mine.beside(floor)
    return Measured(
        code, workload, store, mine.ms, "5 bare statements", floor.ms, wall, "≤ 2×", wall <= 2, mine.cpu_ms, cpu
    )


def planned_tasks(here: Place, count: int, process_id: str = BENCH_CASE) -> list[tuple[int, dict[str, str]]]:
    """Give `(task, answer)` for every task of enough cases, in the order in which they will open.

    Works are numbered alike in every case, so one case that is walked through tells the numbers of all others.
    """
    (sample,) = here.start(1, FRESH, process_id)
    works: list[tuple[int, dict[str, str]]] = []
    while waiting := here.open_tasks(sample):
        task_id, element = waiting[0]
        answer = {"decision": "approve"} if element == "decide" else {}
        works.append((task_id - task_number(sample, 0), answer))
        finish(here, task_id, answer)
    cases = here.start(-(-count // len(works)), FRESH, process_id)
    return [(task_number(case, work_id), answer) for case in cases for work_id, answer in works]


def finish(here: Place, task_id: int, answer: dict[str, str]) -> None:
    """Finish one task as the web does it."""
    with begin(here.services) as uow:
        complete_user_task(uow, task_id, answer, actor=here.officer, now=NOW)
