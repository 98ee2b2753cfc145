"""Medians of interleaved runs: this machine is shared, so only what ran at the same time may be compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

Run = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """One workload beside its baseline; milliseconds, and the median of the pairwise ratios."""

    id: str
    workload: str
    store: str
    ms: float
    baseline: str
    baseline_ms: float
    ratio: float
    target: str
    met: bool
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return asdict(self)


def interleaved(runs: Sequence[Run], rounds: int, *, warm: int = 20) -> list[list[float]]:
    """Run each in turn, round by round, and give their times in milliseconds; the first `warm` rounds do not count."""
    times: list[list[float]] = [[] for _ in runs]
    for number in range(warm + rounds):
        for run, taken in zip(runs, times, strict=True):
            began = time.perf_counter()
            run(number)
            if number >= warm:
                taken.append((time.perf_counter() - began) * 1000)
    return times


def ratio(ours: Sequence[float], other: Sequence[float]) -> float:
    """Give the median of the ratios of neighbours."""
    return median(one / two for one, two in zip(ours, other, strict=True))


def middle(times: Sequence[float]) -> float:
    """Give the median."""
    return median(times)
