"""Starts real programs for a test and looks at them from outside."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path


def free_port() -> int:
    """Give a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(**own: str) -> dict[str, str]:
    """Give the environment without anybody's own settings of Jorye and Prefect, with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JORYE_", "PREFECT_"))}
    return {**kept, **own}


def until(condition: Callable[[], object], seconds: float, complaint: Callable[[], str]) -> None:
    """Wait until a condition holds; fails with the complaint when it does not in time."""
    deadline = time.monotonic() + seconds
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
