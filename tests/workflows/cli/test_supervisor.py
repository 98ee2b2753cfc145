"""Children come back when they end, and nothing is left behind when the supervisor is told to stop."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kit.programs import PATIENCE, alive, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")

SUPERVISE = """
    import sys
    from pathlib import Path
    from workflows.cli.supervisor.child import Child
    from workflows.cli.supervisor.supervisor import Supervisor

    class Told(Child):
        def remember_family(self):
            super().remember_family()
            if len(self._known) > 1:
                print("family", len(self._known), flush=True)

    folder = Path(sys.argv[1])
    supervisor = Supervisor(lambda name, **parameters: print(name, parameters.get("pid", ""), flush=True), 1.0)
    for name in sys.argv[2:]:
        program = [sys.executable, str(folder / (name + ".py"))]
        supervisor.keep(Told(name, program, {"PATH": ""}, folder / (name + ".log")))
    supervisor.run()
"""
STEADY = "import time\ntime.sleep(600)\n"
STUBBORN = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(600)\n"
PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(601)"], start_new_session=True)
time.sleep(600)
"""


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a supervisor over the named programs; whatever is left of it is killed after the test."""
    started: list[subprocess.Popen[str]] = []

    def start(**programs: str) -> subprocess.Popen[str]:
        for name, text in programs.items():
            (tmp_path / f"{name}.py").write_text(text)
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(SUPERVISE), str(tmp_path), *programs],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def test_a_killed_child_comes_back(supervise: Callable[..., subprocess.Popen[str]]) -> None:
    supervisor = supervise(web=STEADY)
    first = _next_pid(supervisor)
    os.kill(first, signal.SIGKILL)

    second = _next_pid(supervisor)

    assert first != second
    assert alive(second)


def test_one_sigterm_ends_all_without_orphans(supervise: Callable[..., subprocess.Popen[str]]) -> None:
    supervisor = supervise(web=STEADY, worker=PARENT)
    pids = [_next_pid(supervisor), _next_pid(supervisor)]
    until(lambda: len(_children(pids[1])) == 1, lambda: "it started nothing")
    everyone = [*pids, *_children(pids[1])]

    supervisor.terminate()

    assert supervisor.wait(PATIENCE) == 0
    until(lambda: not any(alive(pid) for pid in everyone), lambda: "somebody was left behind")


def test_a_child_that_ignores_sigterm_is_ended_after_its_grace(supervise: Callable[..., subprocess.Popen[str]]) -> None:
    supervisor = supervise(web=STUBBORN)
    pid = _next_pid(supervisor)
    until(lambda: _ignores_sigterm(pid), lambda: "it goes on heeding the signal")

    supervisor.terminate()

    assert supervisor.wait(PATIENCE) == 0
    assert not alive(pid)


def test_children_end_with_a_supervisor_that_was_killed(supervise: Callable[..., subprocess.Popen[str]]) -> None:
    supervisor = supervise(web=STEADY)
    pid = _next_pid(supervisor)

    supervisor.kill()

    until(lambda: not alive(pid), lambda: "the child outlived its supervisor")


def test_what_a_killed_child_had_started_is_ended_before_it_comes_back(
    supervise: Callable[..., subprocess.Popen[str]],
) -> None:
    supervisor = supervise(worker=PARENT)
    first = _next_pid(supervisor)
    until(lambda: len(_children(first)) == 1, lambda: "it started nothing")
    [left_behind] = _children(first)
    _next(supervisor, "family")  # the supervisor has looked

    os.kill(first, signal.SIGKILL)
    _next_pid(supervisor)

    assert not alive(left_behind)


def _next_pid(supervisor: subprocess.Popen[str]) -> int:
    return _next(supervisor, "started")


def _next(supervisor: subprocess.Popen[str], event: str) -> int:
    """Wait until the supervisor tells of such an event; gives the number that it tells."""
    assert supervisor.stdout
    for line in supervisor.stdout:
        name, _, number = line.strip().partition(" ")
        if name == event:
            return int(number)
    raise AssertionError("the supervisor ended")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _ignores_sigterm(pid: int) -> bool:
    [ignored] = re.findall(r"^SigIgn:\s*(\w+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return bool(int(ignored, 16) >> (signal.SIGTERM - 1) & 1)
