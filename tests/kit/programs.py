"""Starts real programs for a test and looks at them from outside."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE = 240.0
"""Seconds in which anything may happen: how long it takes on a busy machine proves nothing."""


def _ports() -> Iterator[int]:
    """Give each worker of a test run ports of its own.

    They lie below those that a system lends to whoever asks for any: such a one may be lent to somebody else before the
    program that was told of it has come up.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    while True:
        yield from range(20_000 + worker % 64 * 150, 20_000 + (worker % 64 + 1) * 150)


_OWN_PORTS = _ports()


def free_port() -> int:
    """Give a port of this machine that nobody uses."""
    for port in _OWN_PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as those do that will use it
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("ports never end")


def clean_environment(**own: str) -> dict[str, str]:
    """Give the environment without anybody's own settings of Jorye and Prefect, with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JORYE_", "PREFECT_"))}
    return {**kept, **own}


def until(condition: Callable[[], object], complaint: Callable[[], str]) -> None:
    """Wait until a condition holds; fails with the complaint when it never does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, complaint()
        time.sleep(0.2)


def alive(pid: int) -> bool:
    """Tell whether a process runs (Linux)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def belonging_to(variable: str, value: str) -> set[int]:
    """Give the processes that have this setting in their environment, whoever started them (Linux)."""
    wanted = f"{variable}={value}".encode()
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                if wanted in (folder / "environ").read_bytes().split(b"\0") and alive(int(folder.name)):
                    found.add(int(folder.name))
            except OSError:
                continue  # ended meanwhile, or somebody else's
    return found
