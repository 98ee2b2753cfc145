"""The Prefect server of a single-machine installation, and what must be done before its worker may start.

Its database is disposable: everything that must be exactly once is in ours, so a damaged one is moved aside.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import httpx

from workflows.clock import SystemClock
from workflows.queries.prefect_address import PrefectAddress, address_file
from workflows.settings import Settings

POOL = "jorye"
PREFECT = (sys.executable, "-m", "prefect")
_FIRST_ERRAND_PAUSE = 2.0
_LONGEST_ERRAND_PAUSE = 60.0
ROUNDS = 50
"""How often settling is tried: a run that cannot be settled must not keep the worker from starting."""
_UNSETTLED = ["RUNNING", "PENDING", "CANCELLING"]


def choose_address(settings: Settings, port: int) -> PrefectAddress:
    """Give the supervised server's address, with credentials of its own: any local program could reach it otherwise."""
    path = address_file(settings)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = PrefectAddress(f"http://127.0.0.1:{port}/api", f"jorye:{secrets.token_urlsafe(24)}")
    aside = path.with_suffix(".new")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(str(address))
    aside.replace(path)
    return address


def prefect_environment(
    settings: Settings, address: PrefectAddress, inherited: Mapping[str, str], *, embedded: bool
) -> dict[str, str]:
    """Give the environment of Prefect's programs; a developer's own never leak into an embedded server."""
    home = settings.data_folder / "prefect"
    kept = {name: value for name, value in inherited.items() if not (embedded and name.startswith("PREFECT_"))}
    own = {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_URL": address.url,
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(
            home / "ui"
        ),  # else beside its own code, where a service may not write
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P2D",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "P14D",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_CLI_COLORS": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "5",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "DO_NOT_TRACK": "1",
    }
    if address.credentials:
        own["PREFECT_API_AUTH_STRING"] = address.credentials
    if embedded:
        own["PREFECT_SERVER_API_AUTH_STRING"] = address.credentials
        own["PREFECT_API_DATABASE_CONNECTION_URL"] = f"sqlite+aiosqlite:///{home / 'prefect.db'}"
    return {**kept, **own}


def prepare(
    address: PrefectAddress,
    prefect_yaml: Path,
    run: Callable[[tuple[str, ...]], subprocess.Popen[bytes]],
    *,
    reconcile: bool,
) -> Iterator[None]:
    """Make the server ready for its worker, a little at each `next`: healthy, work pool, deployments, no orphaned runs.

    Errands that fail are tried again after 2, 4 … 60 seconds. `run` starts one program.
    """
    while not healthy(address):
        yield
    yield from _errand(run, (*PREFECT, "work-pool", "create", POOL, "--type", "process", "--overwrite"))
    yield from _errand(run, (*PREFECT, "--no-prompt", "deploy", "--prefect-file", str(prefect_yaml), "--all"))
    for _ in range(ROUNDS if reconcile else 0):
        if _settle_orphans(address):
            return
        yield


def healthy(address: PrefectAddress) -> bool:
    """Tell whether the server answers."""
    try:
        with address.client() as prefect:
            return prefect.get("/health").is_success
    except httpx.HTTPError:
        return False


def move_damaged_database_aside(settings: Settings) -> Path | None:
    """Set the server's own database aside when it is damaged, and give its new name; None when it is sound."""
    path = settings.data_folder / "prefect" / "prefect.db"
    if not path.exists() or _sound(path):
        return None
    aside = path.with_name(f"prefect.damaged-{SystemClock().now():%Y%m%dT%H%M%S}.db")
    path.replace(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside


def _sound(path: Path) -> bool:
    try:
        connection = sqlite3.connect(path)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False


def _errand(run: Callable[[tuple[str, ...]], subprocess.Popen[bytes]], command: tuple[str, ...]) -> Iterator[None]:
    pause = _FIRST_ERRAND_PAUSE
    while True:
        process = run(command)
        while process.poll() is None:
            yield
        if process.returncode == 0:
            return
        again_at = time.monotonic() + pause
        pause = min(_LONGEST_ERRAND_PAUSE, pause * 2)
        while time.monotonic() < again_at:
            yield


def _settle_orphans(address: PrefectAddress) -> bool:
    """Mark runs that the last worker left behind as crashed: they would hold the only slot of their deployment."""
    try:
        with address.client(10.0) as prefect:
            answer = prefect.post("/flow_runs/filter", json={"flow_runs": {"state": {"type": {"any_": _UNSETTLED}}}})
            answer.raise_for_status()
            for run in answer.json():
                state = {"type": "CRASHED", "name": "Crashed", "message": "left behind when the system stopped"}
                prefect.post(
                    f"/flow_runs/{run['id']}/set_state", json={"state": state, "force": True}
                ).raise_for_status()
            return not answer.json()
    except (httpx.HTTPError, ValueError):
        return False
