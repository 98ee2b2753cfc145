"""W1 and W2: what starting a case and finishing a human task cost, in process."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bare import Bare
from benchmarks.place import FRESH, NOW, STORES, Place, place
from benchmarks.stock import Stock
from benchmarks.timing import Measured, Run, interleaved, middle, ratio
from workflows.records.user_task import task_number
from workflows.runtime import begin
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.start_process import start_process

ROUNDS = 200
WARM = 30
EACH = WARM + ROUNDS


def measure() -> Iterator[Measured]:
    """Measure on every store."""
    for store in STORES:
        with place(store) as here:
            yield _start(here)
            yield from _finish(here)


def _start(here: Place) -> Measured:
    bare, tasks = Bare(here), [task for task, _ in here.open_tasks(*here.start(EACH, FRESH))]

    def ours(_: int) -> None:
        with begin(here.services) as uow:
            start_process(uow, "bench_case", FRESH, actor=here.officer, now=NOW)

    mine, floor = interleaved([ours, lambda number: bare.complete(tasks[number])], ROUNDS, warm=WARM)
    bare.close()
    found = ratio(mine, floor)
    return Measured(
        "W1", "start a case", here.store, middle(mine), "5 bare statements", middle(floor), found, "≤ 2×", found <= 2
    )


def _finish(here: Place) -> Iterator[Measured]:
    """Finish the ten tasks of one round in turn."""
    planned = planned_tasks(here, EACH)
    bare = Bare(here)
    rows = [task for task, _ in here.open_tasks(*here.start(EACH, FRESH))]
    stock = Stock(here)
    peers = [task for task, _ in here.open_tasks(*here.start(EACH, FRESH))]
    blobs: list[str] = []

    def peer(number: int) -> None:
        if number % 10 == 0:
            blobs[:] = [stock.begin({**FRESH, "decision": "approve"})]
        blobs[0] = stock.complete(blobs[0], peers[number])

    runs: list[Run] = [lambda number: finish(here, *planned[number]), lambda number: bare.complete(rows[number]), peer]
    mine, floor, other = interleaved(runs, ROUNDS, warm=WARM)
    over, under = ratio(mine, floor), ratio(other, mine)
    yield Measured(
        "W2",
        "finish a human task",
        here.store,
        middle(mine),
        "5 bare statements",
        middle(floor),
        over,
        "≤ 2×",
        over <= 2,
    )
    yield Measured(
        "W2", "finish a human task", here.store, middle(mine), "stock SpiffWorkflow, full blob", middle(other), under,
        "≥ 5× faster", under >= 5, f"above the floor: {_above(other, floor) / _above(mine, floor):.1f}×",
    )  # fmt: skip
    bare.close()
    stock.bare.close()


def _above(times: list[float], floor: list[float]) -> float:
    """Give what a run costs beyond the floor it shares with the other: the wait for the disk is the same for both."""
    return max(middle([one - two for one, two in zip(times, floor, strict=True)]), 0.01)


def planned_tasks(here: Place, count: int) -> list[tuple[int, dict[str, str]]]:
    """Give `(task, answer)` for every task of enough cases, in the order in which they will open.

    Works are numbered alike in every case, so one case that is walked through tells the numbers of all others.
    """
    (sample,) = here.start(1, FRESH)
    works: list[tuple[int, dict[str, str]]] = []
    while waiting := here.open_tasks(sample):
        task_id, element = waiting[0]
        answer = {"decision": "approve"} if element == "decide" else {}
        works.append((task_id - task_number(sample, 0), answer))
        finish(here, task_id, answer)
    cases = here.start(count // len(works) + 1, FRESH)
    return [(task_number(case, work_id), answer) for case in cases for work_id, answer in works]


def finish(here: Place, task_id: int, answer: dict[str, str]) -> None:
    """Finish one task as the web does it."""
    with begin(here.services) as uow:
        complete_user_task(uow, task_id, answer, actor=here.officer, now=NOW)
