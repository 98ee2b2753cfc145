"""One supervised program: started, watched, started again with a growing pause, ended with all it started."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from workflows.cli.supervisor.family import Relative, end, family

LONGEST_PAUSE = 30.0
"""Seconds between two starts of a program that keeps ending."""
STEADY = 60.0
"""Seconds after which a program counts as having started well."""
LOOK = 1.0
"""Seconds between two looks at what a program has started."""
LOG_LIMIT = 10 * 1024 * 1024
"""Bytes after which a log is set aside at the next start."""
_PR_SET_PDEATHSIG = 1


class Child:
    """A program that should always run. Start it from the main thread only: its life hangs on the thread's."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.started_at = 0.0
        self.log = log
        self._command = list(command)
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._known: frozenset[Relative] = frozenset()
        self._looked_at = 0.0
        self._ends = 0

    @property
    def pid(self) -> int | None:
        """Give the process number while the program runs."""
        return self._process.pid if self._process and self.running else None

    @property
    def running(self) -> bool:
        """Tell whether the program runs now."""
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """Give how the program ended, None while it runs or before its first start."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start the program; its words go to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".previous.log"))
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with(os.getpid()),
            )
        self.started_at = time.monotonic()

    def remember_family(self) -> None:
        """Look now and then at what the program has started: after its death nobody could tell any more."""
        if self._process and time.monotonic() - self._looked_at > LOOK:
            self._looked_at = time.monotonic()
            self._known = family(self._process.pid)

    def pause_before_restart(self) -> float:
        """Clear up after the ended program and tell how many seconds to wait: 1, 2, 4 … 30."""
        if self._process:
            end(self._process.pid, self._known)
        lived = time.monotonic() - self.started_at
        self._ends = self._ends + 1 if lived < STEADY else 1
        return min(LONGEST_PAUSE, 2.0 ** (self._ends - 1))

    def ask_to_end(self) -> None:
        """Remember the program's family and send it SIGTERM."""
        if self._process and self.running:
            self._known = family(self._process.pid)
            self._process.terminate()

    def end(self, seconds: float) -> None:
        """Wait for the program to end, at most `seconds`, then kill whatever is left of its family."""
        if not self._process:
            return
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
        end(self._process.pid, self._known)
        self._process.wait()


def _die_with(parent: int) -> Callable[[], None] | None:
    """Make the kernel end the child when its supervisor dies without saying goodbye (Linux)."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # the supervisor died between the fork and the call above
            os._exit(1)

    return prepare
