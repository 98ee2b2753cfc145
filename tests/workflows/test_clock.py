"""The demonstration's clock is the machine's, put ahead, and the same for every process."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from workflows.clock import DemoClock, MovableClock, SystemClock


def test_the_demo_clock_runs_ahead_of_the_machine_for_every_process(tmp_path: Path) -> None:
    file = tmp_path / "demo-clock"
    DemoClock(file).advance(timedelta(days=20))
    DemoClock(file).advance(timedelta(days=1))
    ahead = DemoClock(file).now() - SystemClock().now()
    assert timedelta(days=20, hours=23) < ahead <= timedelta(days=21)


def test_only_the_demo_clock_can_be_moved(tmp_path: Path) -> None:
    assert isinstance(DemoClock(tmp_path / "demo-clock"), MovableClock)
    assert not isinstance(SystemClock(), MovableClock)
