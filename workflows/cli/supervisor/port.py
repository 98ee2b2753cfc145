"""Looks whether a TCP port is free on this machine."""

from __future__ import annotations

import socket


def free(host: str, port: int) -> bool:
    """Tell whether a server could listen on `host`:`port` now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def listening(host: str, port: int) -> bool:
    """Tell whether something answers on `host`:`port` now."""
    try:
        with socket.create_connection((host, port), timeout=0.5):
            return True
    except OSError:
        return False


def preferred(host: str, port: int) -> int:
    """Give `port` when it is free, else any free one."""
    if free(host, port):
        return port
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
