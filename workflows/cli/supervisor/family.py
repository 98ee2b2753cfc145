"""Finds and ends every process that a child has started, also those that left its group ."""

from __future__ import annotations

import os
import signal
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Relative:
    """A process, told apart from a later one with the same number by the moment it was started (clock ticks)."""

    pid: int
    parent: int
    session: int
    started: int


def family(pid: int) -> frozenset[Relative]:
    """List a child's descendants and everything in the session it leads, the child included."""
    running = _running()
    children = defaultdict(list)
    for process in running:
        children[process.parent].append(process)
    found = {process for process in running if process.pid == pid or process.session == pid}
    waiting = [pid]
    while waiting:
        for process in children[waiting.pop()]:
            found.add(process)
            waiting.append(process.pid)
    return frozenset(found)


def end(pid: int, known: frozenset[Relative] = frozenset()) -> None:
    """Kill what is left of a child's family, those `known` from before it ended included."""
    if not _PROC.is_dir():
        _kill_group(pid)
        return
    for process in known | family(pid):
        if _started(process.pid) == process.started:
            _kill(process.pid)


def _running() -> list[Relative]:
    if not _PROC.is_dir():
        return []
    found = (_read(int(entry.name)) for entry in _PROC.iterdir() if entry.name.isdecimal())
    return [process for process in found if process]


def _read(pid: int) -> Relative | None:
    try:
        text = (_PROC / str(pid) / "stat").read_text("utf-8", "replace")
    except OSError:
        return None  # ended while we looked
    fields = text[text.rindex(")") + 2 :].split()  # proc(5): after the name come state, parent, group, session …
    if fields[0] in "ZX":
        return None
    return Relative(pid, int(fields[1]), int(fields[3]), int(fields[19]))


def _started(pid: int) -> int:
    process = _read(pid)
    return process.started if process else -1


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
