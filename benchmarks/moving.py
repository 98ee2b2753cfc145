"""W10: moving running cases to a new version in bulk: judged, moved with everything they have, memory flat."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator

from benchmarks.place import BENCH_CASE, CASE, FRESH, NOW, STORES, Place, place
from benchmarks.timing import Measured
from bpmn.bundle import Bundle
from workflows.runtime import begin
from workflows.use_cases.advance_moves import advance_moves
from workflows.use_cases.begin_move import begin_move
from workflows.use_cases.plan_move import plan_move
from workflows.use_cases.publish_bundle import publish_bundle

CASES = 10_000
LEAST = 500
"""Cases a second, on PostgreSQL."""
MOST_MEMORY = 64
"""MiB by which the program may grow while it judges and moves."""


def measure() -> Iterator[Measured]:
    """Measure on every store."""
    for store in STORES:
        with place(store) as here:
            yield from _moved(here)


def _moved(here: Place) -> Iterator[Measured]:
    starting = _took(lambda: here.start(CASES, FRESH)) / CASES
    with begin(here.services) as uow:
        published = publish_bundle(uow, _next_version(), actor=None, now=NOW)
        run = plan_move(uow, BENCH_CASE, published.definition_id, {}, actor=here.officer, now=NOW)
    advance_moves(here.services, now=NOW)  # the first batch compiles both versions
    before = _memory()
    judging = _took(lambda: _until_done(here)) / CASES
    with begin(here.services) as uow:
        begin_move(uow, run, actor=here.officer, now=NOW)
    moving = _took(lambda: _until_done(here)) / CASES
    grown = _memory() - before
    for workload, taken in (("judge a case", judging), ("move a case", moving)):
        rate = 1000 / taken
        yield Measured(
            "W10", f"{workload}, one of {CASES:,}", here.store, taken, "start a case", starting, taken / starting,
            f"≥ {LEAST}/s on PostgreSQL, memory flat", grown <= MOST_MEMORY and (rate >= LEAST),
            note=f"{rate:.0f}/s, memory +{grown:.0f} MiB",
        )  # fmt: skip


def _next_version() -> Bundle:
    bundle = Bundle.read(CASE)
    changed = bundle.files[bundle.main].replace(b'id="bench_case" ', b'id="bench_case" jorye:milestone="2" ', 1)
    if changed == bundle.files[bundle.main]:
        raise RuntimeError("the next version must differ from the first")
    return Bundle.from_files({**bundle.files, bundle.main: changed})


def _until_done(here: Place) -> None:
    while advance_moves(here.services, now=NOW):
        pass


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
