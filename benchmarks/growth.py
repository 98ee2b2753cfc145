"""W6 and W7: the cost of a task after many correction rounds (flat), and beside many reviewers (linear in all)."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.human_task import finish
from benchmarks.place import FRESH, STORES, Place, place
from benchmarks.timing import Measured, Run, interleaved

ROUNDS = (10, 100, 1000)
REVIEWERS = (5, 100, 500)
SAMPLES = 50
FLAT = 1.3
PER_REVIEWER = 0.001
"""Milliseconds that a step may take longer for every other reviewer who still has to answer."""


def measure() -> Iterator[Measured]:
    """Measure on every store."""
    for store in STORES:
        with place(store) as here:
            yield from _rounds(here)
            yield from _reviewers(here)


def _rounds(here: Place) -> Iterator[Measured]:
    """Bring one case to each number of rounds, then finish ten tasks of one round in each, turn by turn."""
    cases = here.start(len(ROUNDS), FRESH)
    for case, size in zip(cases, ROUNDS, strict=True):
        for _ in range(size * 10):
            _finish_first(here, here.open_tasks(case))
    times = interleaved([_steps(here, case) for case in cases], SAMPLES, warm=0)
    for size, taken in zip(ROUNDS, times, strict=True):
        wall, cpu = taken.beside(times[0])
        yield Measured(
            "W7", f"finish a task after {size:,} rounds", here.store, taken.ms, f"after {ROUNDS[0]} rounds",
            times[0].ms, wall, f"flat (≤ {FLAT}×)", wall <= FLAT, taken.cpu_ms, cpu,
        )  # fmt: skip


def _reviewers(here: Place) -> Iterator[Measured]:
    """Finish one review in a case of each size, turn by turn; the small cases are many, for they are soon done."""
    small = here.start(SAMPLES // REVIEWERS[0] + 1, _reviewed_by(REVIEWERS[0]))
    lists = [[task for task, _ in here.open_tasks(*small)]]
    lists += [[task for task, _ in here.open_tasks(*here.start(1, _reviewed_by(count)))] for count in REVIEWERS[1:]]
    times = interleaved([_finishing(here, tasks) for tasks in lists], SAMPLES, warm=0)
    for count, taken in zip(REVIEWERS, times, strict=True):
        wall, cpu = taken.beside(times[0])
        more = (wall - 1) * times[0].ms
        yield Measured(
            "W6", f"finish one of {count} reviews", here.store, taken.ms, f"one of {REVIEWERS[0]}",
            times[0].ms, wall, "≤ 1 µs per reviewer", more <= PER_REVIEWER * count, taken.cpu_ms, cpu,
        )  # fmt: skip


def _reviewed_by(count: int) -> dict[str, object]:
    return {**FRESH, "reviewers": list(range(count))}


def _finishing(here: Place, tasks: list[int]) -> Run:
    return lambda number: finish(here, tasks[number], {})


def _steps(here: Place, case: int) -> Run:
    """Give a run that finishes the case's next task; which one it is is looked up before, by the run before."""
    waiting = here.open_tasks(case)

    def run(_: int) -> None:
        _finish_first(here, waiting)
        if not waiting:
            waiting.extend(here.open_tasks(case))

    return run


def _finish_first(here: Place, waiting: list[tuple[int, str]]) -> None:
    task_id, element = waiting.pop(0)
    finish(here, task_id, {"decision": "return"} if element == "decide" else {})
