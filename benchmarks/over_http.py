"""W2h: finishing a task over HTTP, with sign-in, rights, validation and history, beside an empty durable write."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from statistics import median, quantiles

from benchmarks.human_task import TASKS, planned_tasks
from benchmarks.place import STORES, Place, place
from benchmarks.server import Server, serving
from benchmarks.timing import Measured, interleaved
from workflows.clock import SystemClock
from workflows.runtime import begin
from workflows.use_cases.create_account import hasher
from workflows.use_cases.set_password import set_password
from workflows.use_cases.sign_in import sign_in

ROUNDS = 20 * TASKS
WARM = 3 * TASKS
CLIENTS = (8, 64)
TURNS = 3
LEAST = 300
"""Tasks a second with 8 clients."""
LONGEST = 150
"""Milliseconds within which 99 of 100 answers must come with 64 clients."""

Post = Callable[[HTTPConnection, int], None]


def measure() -> Iterator[Measured]:
    """Measure on every store, with one client and with many."""
    for store in STORES:
        with place(store) as here:
            calls = WARM + ROUNDS + TURNS * sum(CLIENTS) * TASKS
            planned = planned_tasks(here, calls)
            token = _signed_in(here)
            with serving(here, "workflows.site:create") as site, serving(here, "benchmarks.floor:create") as floor:
                ours, bare = _ours(planned, token), _bare()
                yield _one_client(here, site, floor, ours, bare)
                used = WARM + ROUNDS
                for clients in CLIENTS:
                    yield _many_clients(here, site, floor, ours, bare, clients=clients, first=used)
                    used += TURNS * clients * TASKS


def _signed_in(here: Place) -> str:
    """Give the token of somebody with a password, as a city's own people have one."""
    password, cost = "a password of the benchmark", here.settings.password_cost
    with begin(here.services) as uow:
        set_password(uow, "officer1", password_hash=hasher(cost).hash(password))
    return sign_in(here.services, "officer1", password, now=SystemClock().now()).token


def _one_client(here: Place, site: Server, floor: Server, ours: Post, bare: Post) -> Measured:
    to_site, to_floor = site.connect(), floor.connect()
    before = site.cpu_ms(), floor.cpu_ms()
    runs = [lambda number: ours(to_site, number), lambda number: bare(to_floor, number)]
    mine, nothing = interleaved(runs, ROUNDS, warm=WARM, block=TASKS)
    wall, _ = mine.beside(nothing)
    cpu, least = ((now.cpu_ms() - then) / (WARM + ROUNDS) for now, then in zip((site, floor), before, strict=True))
    return Measured(
        "W2h", "finish a task over HTTP, 1 client", here.store, mine.ms, "empty durable write over HTTP", nothing.ms,
        wall, "≤ 2×", wall <= 2, cpu, cpu / max(least, 0.01),
    )  # fmt: skip


def _many_clients(
    here: Place, site: Server, floor: Server, ours: Post, bare: Post, *, clients: int, first: int
) -> Measured:
    """Let many clients finish a case each at the same time, then as many write nothing, in turn."""
    mine: list[float] = []
    nothing: list[float] = []
    waits: list[float] = []
    for turn in range(TURNS):
        begin_at = first + turn * clients * TASKS
        took, each = _together(site, ours, clients, begin_at)
        mine.append(took)
        waits += each
        nothing.append(_together(floor, bare, clients, begin_at)[0])
    calls = clients * TASKS
    wall = median(one / two for one, two in zip(mine, nothing, strict=True))
    rate, slowest = 1000 * calls / median(mine), quantiles(waits, n=100)[98]
    met = wall <= 2 and (rate >= LEAST if clients < 64 else slowest < LONGEST)
    target = f"≤ 2×, ≥ {LEAST}/s" if clients < 64 else f"≤ 2×, p99 < {LONGEST} ms"
    return Measured(
        "W2h", f"finish a task over HTTP, {clients} clients", here.store, median(mine) / calls,
        "empty durable writes", median(nothing) / calls, wall, target, met,
        note=f"{rate:.0f}/s, p99 {slowest:.0f} ms",
    )  # fmt: skip


def _together(server: Server, post: Post, clients: int, first: int) -> tuple[float, list[float]]:
    """Let every client post its ten one after the other; give how long all took, and each answer's wait."""

    def one(client: int) -> list[float]:
        connection, waits = server.connect(), []
        for number in range(first + client * TASKS, first + (client + 1) * TASKS):
            began = time.perf_counter()
            post(connection, number)
            waits.append((time.perf_counter() - began) * 1000)
        return waits

    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        waits = [wait for each in pool.map(one, range(clients)) for wait in each]
        return (time.perf_counter() - began) * 1000, waits


def _ours(planned: list[tuple[int, dict[str, str]]], token: str) -> Post:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post(connection: HTTPConnection, number: int) -> None:
        task_id, answer = planned[number]
        _post(connection, f"/api/v1/tasks/{task_id}/complete", json.dumps({"values": answer}), headers)

    return post


def _bare() -> Post:
    headers = {"Content-Type": "application/json"}
    return lambda connection, number: _post(connection, "/", json.dumps({"values": {"number": number}}), headers)


def _post(connection: HTTPConnection, path: str, body: str, headers: dict[str, str]) -> None:
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}: {said!r}")
