"""Several workers on one PostgreSQL: the same prefect.yaml, and scheduled runs that really execute."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.kit.needs import need
from tests.kit.programs import PATIENCE, belonging_to, clean_environment, free_port, until
from tests.kit.stores import POSTGRES

pytestmark = [pytest.mark.prefect, pytest.mark.postgres]

PREFECT = [sys.executable, "-m", "prefect"]
WORKERS = {"first": "first.log", "second": "data/logs/worker.log"}
"""Worker → its log: one started as the how-to says, one by `jorye up` on a machine of the fleet."""


@dataclass
class Fleet:
    """A Prefect server, two workers, and our database, each known by its address."""

    folder: Path
    database: str
    api: str

    def said(self) -> str:
        """Give the end of every log."""
        return "\n".join(f"--- {path.name}\n{path.read_text('utf-8')[-2500:]}" for path in self.folder.rglob("*.log"))

    def ask(self, path: str, **question: Any) -> Any:
        """Ask the Prefect server."""
        answer = httpx.post(f"{self.api}{path}", json=question, timeout=PATIENCE, trust_env=False)
        answer.raise_for_status()
        return answer.json()

    def pause(self, deployment: str) -> None:
        """Have a deployment run only when it is asked to."""
        where = f"{self.api}/deployments/{deployment}"
        httpx.patch(where, json={"paused": True}, timeout=PATIENCE, trust_env=False).raise_for_status()

    def completed(self) -> list[dict[str, Any]]:
        """Give the runs that came to their end."""
        return list(self.ask("/flow_runs/filter", flow_runs={"state": {"type": {"any_": ["COMPLETED"]}}}))

    def rows(self, query: str) -> list[Any]:
        """Ask our database."""
        engine = sa.create_engine(self.database)
        try:
            with engine.connect() as connection:
                return list(connection.execute(sa.text(query)))
        finally:
            engine.dispose()


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Start a PostgreSQL-backed Prefect server, a worker, and `jorye up` without a server of its own."""
    need(POSTGRES, "JORYE_TEST_POSTGRES")
    folder = tmp_path_factory.mktemp("fleet")
    ours, theirs = (f"jorye_test_{uuid.uuid4().hex[:12]}" for _ in range(2))
    _administer(f"CREATE DATABASE {ours}", f"CREATE DATABASE {theirs}")
    port = free_port()
    environment = clean_environment(
        JORYE_DATA=str(folder / "data"),
        JORYE_DATABASE_URL=_address(ours, "postgresql+psycopg"),
        JORYE_PREFECT_API_URL=f"http://127.0.0.1:{port}/api",
        JORYE_DEMO="on",
        JORYE_PORT=str(free_port()),
        JORYE_LANGUAGE="en",
        PREFECT_HOME=str(folder / "prefect"),
        PREFECT_PROFILES_PATH=str(folder / "profiles.toml"),
        PREFECT_API_URL=f"http://127.0.0.1:{port}/api",
        PREFECT_API_DATABASE_CONNECTION_URL=_address(theirs, "postgresql+asyncpg"),
        PREFECT_SERVER_EPHEMERAL_ENABLED="false",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        PREFECT_CLI_PROMPT="false",
        PREFECT_WORKER_QUERY_SECONDS="2",
        DO_NOT_TRACK="1",
    )
    fleet = Fleet(folder, _address(ours, "postgresql+psycopg"), f"http://127.0.0.1:{port}/api")
    try:
        _start(folder, "server", [*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)], environment)
        _start(folder, "up", [sys.executable, "-m", "workflows.cli", "up"], environment)
        until(lambda: "worker started" in (folder / "up.log").read_text("utf-8"), fleet.said)
        worker = [*PREFECT, "worker", "start", "--pool", "jorye", "--name", "first", "--limit", "1"]
        _start(folder, "first", worker, environment)
        yield fleet
    finally:
        for pid in belonging_to("JORYE_DATA", str(folder / "data")):
            os.kill(pid, signal.SIGKILL)
        _administer(f"DROP DATABASE {ours} WITH (FORCE)", f"DROP DATABASE {theirs} WITH (FORCE)")


def test_a_scheduled_run_really_executes(fleet: Fleet) -> None:
    until(lambda: fleet.rows("SELECT finished_at FROM sweep"), fleet.said)
    until(lambda: any(run["auto_scheduled"] for run in fleet.completed()), fleet.said)


def test_a_machine_of_the_fleet_runs_no_server_of_its_own(fleet: Fleet) -> None:
    said = (fleet.folder / "up.log").read_text("utf-8")
    assert ["web", "worker"] == re.findall(r"^(\w+) started", said, re.MULTILINE)
    assert not (fleet.folder / "data" / "prefect" / "prefect.db").exists()


def test_two_workers_share_the_work_and_every_run_is_done_once(fleet: Fleet) -> None:
    deployments = {each["name"]: each["id"] for each in fleet.ask("/deployments/filter")}
    wanted = ("annual_plan_start", "term_watch", "deadline_watch", "retention")
    until(lambda: "Worker 'first' started" in (fleet.folder / "first.log").read_text("utf-8"), fleet.said)
    for name in wanted:
        fleet.pause(deployments[name])  # or one that is due in this very minute would take its place
    runs = {fleet.ask(f"/deployments/{deployments[name]}/create_flow_run")["name"] for name in wanted}

    until(lambda: runs <= {run["name"] for run in fleet.completed()}, fleet.said)

    taken = {name: set(_taken(fleet.folder / log)) & runs for name, log in WORKERS.items()}
    assert runs == taken["first"] | taken["second"]
    assert not taken["first"] & taken["second"]
    until(lambda: all(_taken(fleet.folder / log) for log in WORKERS.values()), fleet.said)
    assert [("annual_plan", 1)] == fleet.rows("SELECT process_id, count(*) FROM instance GROUP BY process_id")


def _taken(log: Path) -> list[str]:
    return re.findall(r"Flow run '([\w-]+)' submitted to infrastructure", log.read_text("utf-8"))


def _start(folder: Path, name: str, command: list[str], environment: dict[str, str]) -> None:
    with (folder / f"{name}.log").open("wb") as output:
        subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)


def _address(name: str, driver: str) -> str:
    url = sa.make_url(POSTGRES).set(database=name, drivername=driver)
    return url.render_as_string(hide_password=False)


def _administer(*statements: str) -> None:
    engine = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
