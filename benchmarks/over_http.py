"""W2h: finishing a task over HTTP, with sign-in, rights, validation and history, beside an empty durable write."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from benchmarks.human_task import planned_tasks
from benchmarks.place import STORES, Place, place
from benchmarks.timing import Measured, interleaved, middle, ratio
from workflows.clock import SystemClock
from workflows.runtime import begin
from workflows.use_cases.enter_demo import enter_demo

ROUNDS = 200
WARM = 20


def measure() -> Iterator[Measured]:
    """Measure one client on every store."""
    for store in STORES:
        with place(store) as here:
            yield _finish(here)


def _finish(here: Place) -> Measured:
    planned = planned_tasks(here, WARM + ROUNDS)
    with begin(here.services) as uow:
        token = enter_demo(uow, "officer1", now=SystemClock().now()).token
    with _server(here, "workflows.site:create") as site, _server(here, "benchmarks.floor:create") as floor:
        signed_in = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=site, headers=signed_in) as client, httpx.Client(base_url=floor) as empty:

            def ours(number: int) -> None:
                task_id, answer = planned[number]
                client.post(f"/api/v1/tasks/{task_id}/complete", json={"values": answer}).raise_for_status()

            def bare(number: int) -> None:
                empty.post("/", json={"values": {"number": number}}).raise_for_status()

            mine, nothing = interleaved([ours, bare], ROUNDS, warm=WARM)
    found = ratio(mine, nothing)
    return Measured(
        "W2h", "finish a task over HTTP, 1 client", here.store, middle(mine), "empty durable write over HTTP",
        middle(nothing), found, "≤ 2×", found <= 2,
    )  # fmt: skip


@contextmanager
def _server(here: Place, application: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = here.settings
    environment = {
        **os.environ,
        "JORYE_DATA": str(settings.data_folder),
        "JORYE_DATABASE_URL": settings.database_url,
        "JORYE_DEMO": "on",
    }
    command = [sys.executable, "-m", "uvicorn", "--factory", application, "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen(command, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            httpx.get(address, timeout=1)
        except httpx.TransportError:
            if server.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{address} does not answer")
