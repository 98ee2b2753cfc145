"""The queue in front of a database that lets one transaction write at a time, and the commit that several share.

Whoever waited finds the transaction of the one before still open and goes on in it; the last one commits for all. A
commit waits for the disk, and one wait then serves as many steps as came meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field

from sqlalchemy import Connection

MOST_STEPS = 32
LONGEST = 0.005
"""Seconds: after this long nobody more may join, so that the first does not wait for ever for the last."""


def _taken_lock() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass
class Shared:
    """One open transaction and the steps that it holds; none of them counts before it is settled."""

    connection: Connection
    steps: int = 0
    """Steps that were done and now wait for the commit."""
    waits_since: float = 0.0
    """When the first of them was done."""
    fault: BaseException | None = None
    """Why the commit failed: then nothing of any step was kept."""
    _settled: threading.Lock = field(default_factory=_taken_lock)
    """Taken until then; a lock costs a step a fiftieth of what an event costs it."""

    @property
    def has_room(self) -> bool:
        """Tell whether one more may join."""
        return self.steps < MOST_STEPS and time.monotonic() - self.waits_since < LONGEST

    def step_done(self) -> None:
        """Count one more step."""
        self.steps += 1
        if self.steps == 1:
            self.waits_since = time.monotonic()

    def settle(self, fault: BaseException | None) -> None:
        """Let go of everybody who waits for the commit."""
        self.fault = fault
        self._settled.release()

    def wait(self) -> None:
        """Wait for the commit that somebody else makes; raises what made it fail."""
        with self._settled:
            pass  # the next who waits is let through
        if self.fault is not None:
            raise self.fault


class OneWriter:
    """Gives turns in the order in which they were asked for; with a turn goes the transaction that was left open."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False
        self._open: Shared | None = None

    def __len__(self) -> int:
        """Give how many wait."""
        return len(self._waiting)

    def take(self) -> Shared | None:
        """Wait for one's turn; give the transaction to go on in, None to open a new one."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return None
            mine = _taken_lock()
            self._waiting.append(mine)
        try:
            mine.acquire()
        except BaseException as interruption:  # Ctrl+C on a command line: the turn must not be lost
            self._withdraw(mine, interruption)
            raise
        found, self._open = self._open, None
        return found

    def hand_over(self, shared: Shared) -> bool:
        """Give the turn and the open transaction to whoever waits; False when nobody does or there is no room."""
        with self._guard:
            if not self._waiting or not shared.has_room:
                return False
            self._open = shared
            self._waiting.popleft().release()
            return True

    def leave(self) -> None:
        """Give the turn on, or leave it for whoever comes."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _withdraw(self, mine: threading.Lock, interruption: BaseException) -> None:
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return
        found, self._open = self._open, None
        if found is not None:
            found.connection.close()
            found.settle(interruption)
        self.leave()
