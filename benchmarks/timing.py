"""Medians of interleaved runs: this machine is shared, so only what ran at the same time may be compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

Run = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """One workload beside its baseline: milliseconds on the clock, and the median of the pairwise ratios."""

    id: str
    workload: str
    store: str
    ms: float
    baseline: str
    baseline_ms: float
    ratio: float
    target: str
    met: bool
    cpu_ms: float = 0.0
    """Processor time of the same; it leaves out the wait for the disk, which is alike for both. 0: not measured."""
    cpu_ratio: float = 0.0
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Taken:
    """What each call of a run took, in milliseconds: on the clock, and of the processor (this process's alone)."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        """Give the median on the clock."""
        return median(self.wall)

    @property
    def cpu_ms(self) -> float:
        """Give the median of the processor time."""
        return median(self.cpu)

    def beside(self, other: Taken) -> tuple[float, float]:
        """Give the medians of the ratios of neighbours, on the clock and of the processor."""
        return _ratio(self.wall, other.wall), _ratio(self.cpu, other.cpu)


def interleaved(runs: Sequence[Run], rounds: int, *, warm: int = 20, block: int = 1) -> list[Taken]:
    """Run each in turn, `block` calls at a time, another one first each time; the first `warm` calls do not count."""
    found = [Taken() for _ in runs]
    for first in range(0, warm + rounds, block):
        turn = first // block % len(runs)
        for which in (*range(turn, len(runs)), *range(turn)):
            for number in range(first, min(first + block, warm + rounds)):
                wall, cpu = time.perf_counter(), time.thread_time()
                runs[which](number)
                cpu, wall = time.thread_time() - cpu, time.perf_counter() - wall
                if number >= warm:
                    found[which].wall.append(wall * 1000)
                    found[which].cpu.append(cpu * 1000)
    return found


def calibration() -> float:
    """Give the milliseconds that a fixed piece of work takes, best of five: how fast this machine is now."""

    def once() -> float:
        began = time.perf_counter()
        sum(number * number % 7 for number in range(100_000))
        return (time.perf_counter() - began) * 1000

    return min(once() for _ in range(5))


def _ratio(ours: Sequence[float], other: Sequence[float]) -> float:
    return median(one / max(two, 1e-6) for one, two in zip(ours, other, strict=True))
