"""A server in a process of its own, on the throw-away installation of a benchmark."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.place import Place

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """One running server."""

    port: int
    process: subprocess.Popen[bytes]

    def connect(self) -> HTTPConnection:
        """Give a connection that stays open over several requests."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a body must not wait for an ACK
        return connection

    def cpu_ms(self) -> float:
        """Give the processor time it has used so far, with what the kernel did for it (proc(5), fields 14 and 15)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


@contextmanager
def serving(here: Place, application: str) -> Iterator[Server]:
    """Run an application until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "JORYE_DATA": str(here.settings.data_folder),
        "JORYE_DATABASE_URL": here.settings.database_url,
        "JORYE_DEMO": "off",  # a demonstration reads its clock from a file
    }
    command = [sys.executable, "-m", "uvicorn", "--factory", application, "--port", str(port), "--log-level", "warning"]
    server = Server(port, subprocess.Popen(command, env=environment))
    try:
        _wait(server)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(10)


def _wait(server: Server) -> None:
    for _ in range(300):
        try:
            server.connect().close()
        except OSError:
            if server.process.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"port {server.port} does not answer")
