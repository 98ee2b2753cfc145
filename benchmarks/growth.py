"""W6 and W7: the cost of a task after many correction rounds (flat), and beside many reviewers (linear in all)."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.human_task import finish
from benchmarks.place import FRESH, Place, place
from benchmarks.timing import Measured, Run, interleaved, middle, ratio

ROUNDS = (10, 100, 1000)
REVIEWERS = (5, 100, 500)
SAMPLES = 50


def measure() -> Iterator[Measured]:
    """Measure on SQLite: what grows or does not is the engine's state, not the store."""
    with place("sqlite") as here:
        yield from _rounds(here)
        yield from _reviewers(here)


def _rounds(here: Place) -> Iterator[Measured]:
    """Bring one case to each number of rounds, then finish ten tasks of one round in each, turn by turn."""
    cases = here.start(len(ROUNDS), FRESH)
    for case, size in zip(cases, ROUNDS, strict=True):
        for _ in range(size * 10):
            _step(here, case)
    times = interleaved([_steps(here, case) for case in cases], SAMPLES, warm=0)
    for size, taken in zip(ROUNDS, times, strict=True):
        found = ratio(taken, times[0])
        yield Measured(
            "W7", f"finish a task after {size:,} rounds", here.store, middle(taken), f"after {ROUNDS[0]} rounds",
            middle(times[0]), found, "flat (≤ 1.3×)", found <= 1.3,
        )  # fmt: skip


def _reviewers(here: Place) -> Iterator[Measured]:
    """Finish one review in a case of each size, turn by turn; the small cases are many, for they are soon done."""
    small = here.start(SAMPLES // REVIEWERS[0] + 1, {**FRESH, "reviewers": list(range(REVIEWERS[0]))})
    lists = [[task for task, _ in here.open_tasks(*small)]]
    for count in REVIEWERS[1:]:
        lists.append([task for task, _ in here.open_tasks(*here.start(1, {**FRESH, "reviewers": list(range(count))}))])
    runs: list[Run] = [_finishing(here, tasks) for tasks in lists]
    times = interleaved(runs, SAMPLES, warm=0)
    for count, taken in zip(REVIEWERS, times, strict=True):
        more = middle([one - two for one, two in zip(taken, times[0], strict=True)])
        yield Measured(
            "W6", f"finish one of {count} reviews", here.store, middle(taken), f"one of {REVIEWERS[0]}",
            middle(times[0]), ratio(taken, times[0]), "≤ 5 µs more per reviewer", more <= 0.005 * count,
        )  # fmt: skip


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


def _step(here: Place, case: int) -> None:
    _finish_first(here, here.open_tasks(case))


def _finish_first(here: Place, waiting: list[tuple[int, str]]) -> None:
    task_id, element = waiting.pop(0)
    finish(here, task_id, {"decision": "return"} if element == "decide" else {})
