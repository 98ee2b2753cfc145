"""Keeps an installation's children alive until it is told to stop, then ends them all."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from workflows.cli.supervisor.child import Child

GRACE = 10.0
"""Seconds that each child gets to end by itself."""
ROUND = 0.2
"""Seconds between two looks at the children."""

Report = Callable[..., None]
"""Called with the key of a sentence and its parameters whenever something worth reading happens."""


class Supervisor:
    """Runs in the main thread. `keep` a child at once or later; `prepare` runs a generator beside, one step a round."""

    def __init__(self, report: Report, grace: float = GRACE) -> None:
        self._report = report
        self._grace = grace
        self._children: list[Child] = []
        self._restarts: dict[Child, float] = {}
        self._before_restart: dict[Child, Callable[[], None]] = {}
        self._errands: list[subprocess.Popen[bytes]] = []
        self._preparing: Iterator[None] = iter(())
        self._stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def keep(self, child: Child, *, before_restart: Callable[[], None] | None = None) -> None:
        """Start a child and start it again whenever it ends; a child that is kept already stays as it is."""
        if child in self._children:
            return
        self._children.append(child)
        if before_restart:
            self._before_restart[child] = before_restart
        self._start(child)

    def prepare(self, steps: Iterator[None]) -> None:
        """Run `steps` beside the children, in place of those that were not finished."""
        self._preparing = steps

    def errand(self, command: tuple[str, ...], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
        """Start a program that ends by itself; it is ended when the supervisor stops first."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        self._errands = [*(errand for errand in self._errands if errand.poll() is None), process]
        return process

    def run(self) -> None:
        """Watch the children until SIGTERM or SIGINT, then end them."""
        try:
            while not self._stopping.wait(ROUND):
                next(self._preparing, None)
                for child in self._children:
                    self._look_after(child)
        finally:
            self._end_all()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping.set()

    def _look_after(self, child: Child) -> None:
        if child.running:
            child.remember_family()
            return
        if child not in self._restarts:
            pause = child.pause_before_restart()
            self._restarts[child] = time.monotonic() + pause
            self._report("ended", child=child.name, code=child.exit_code, seconds=int(pause), log=child.log)
        if time.monotonic() >= self._restarts[child]:
            del self._restarts[child]
            if child in self._before_restart:
                self._before_restart[child]()
            self._start(child)

    def _start(self, child: Child) -> None:
        child.start()
        self._report("started", child=child.name, pid=child.pid)

    def _end_all(self) -> None:
        for errand in self._errands:
            errand.kill()
        # Last started, first ended: a worker reports the end of its runs to the server it depends on.
        for child in reversed(self._children):
            child.ask_to_end()
            child.end(self._grace)
        self._report("all_ended")
