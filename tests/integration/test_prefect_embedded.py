"""One command runs everything on one machine: web, Prefect server, worker; one signal ends it without orphans."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from lxml import html

import messages
from tests.kit.needs import need
from tests.kit.programs import PATIENCE, alive, belonging_to, clean_environment, free_port, until
from workflows.cli.supervisor.prefect_server import prepare
from workflows.queries.prefect_address import PrefectAddress

pytestmark = pytest.mark.prefect


@dataclass
class Installation:
    """A running `jorye up`."""

    process: subprocess.Popen[bytes]
    folder: Path
    environment: dict[str, str]
    log: Path

    @property
    def url(self) -> str:
        """Address of the web."""
        return f"http://127.0.0.1:{self.environment['JORYE_PORT']}"

    def said(self) -> str:
        """Give what `up` has said so far, and the end of every log."""
        logs = [f"--- {path.name}\n{path.read_text('utf-8')[-1500:]}" for path in self.folder.glob("logs/*.log")]
        return "\n".join([self.log.read_text("utf-8"), *logs])

    def pids(self, child: str) -> list[int]:
        """Give the process numbers under which a child was started, in order."""
        return [int(pid) for pid in re.findall(rf"^{child} started \(pid (\d+)\)", self.said(), re.MULTILINE)]

    def answers(self) -> bool:
        """Tell whether the web is well."""
        try:
            return httpx.get(f"{self.url}/healthz", trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def is_scheduled(self) -> None:
        """Wait until the scheduler has come up."""
        until(lambda: "Scheduler ready" in self.said(), self.said)

    def sweeps(self) -> list[str]:
        """Give when the last sweep ended, as our database has it."""
        with sqlite3.connect(self.folder / "jorye.sqlite3") as connection:
            return [at for (at,) in connection.execute("SELECT finished_at FROM sweep")]

    def flows(self) -> dict[str, list[str]]:
        """Give what the operations page says of each scheduled flow: its last run, how that ended, the next run."""
        with httpx.Client(
            base_url=self.url, trust_env=False, headers={"origin": self.url}, timeout=PATIENCE
        ) as browser:
            [token, *_] = html.fromstring(browser.get("/sign-in").text).xpath("//input[@name='csrf']/@value")
            browser.post("/sign-in/demo", data={"csrf": token, "login": "operator1", "next": "/"})
            page = html.fromstring(browser.get("/operations").text)
        rows = page.xpath("//section[@aria-labelledby='flows-title']//tbody/tr")
        return {row.findtext("th").strip(): [cell.text_content().strip() for cell in row.iter("td")] for row in rows}

    def doctor(self) -> dict[str, str]:
        """Give what `jorye doctor` finds, by check."""
        command = [sys.executable, "-m", "workflows.cli", "doctor", "--json"]
        found = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return {check["check"]: check["state"] for check in json.loads(found.stdout)["checks"]}


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Start `jorye up` with the demo on an empty data folder."""
    need(sys.platform == "linux", "Linux, for looking at processes,")
    folder = tmp_path_factory.mktemp("up") / "data"
    environment = clean_environment(
        JORYE_DATA=str(folder),
        JORYE_PORT=str(free_port()),
        JORYE_PREFECT_PORT=str(free_port()),
        JORYE_LANGUAGE="en",
        PREFECT_API_URL="http://127.0.0.1:9/api",  # a developer's own, which must not leak in
    )
    log = folder.parent / "up.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "workflows.cli", "up", "--demo"],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    installation = Installation(process, folder, environment, log)
    try:
        until(installation.answers, installation.said)
        yield installation
    finally:
        for pid in belonging_to("JORYE_DATA", str(folder)):
            os.kill(pid, signal.SIGKILL)
        process.wait()


def test_the_web_does_not_wait_for_the_scheduler(up: Installation) -> None:
    assert up.answers()
    assert "Scheduler ready" not in up.said()


def test_a_second_one_on_the_same_folder_is_refused(up: Installation) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "workflows.cli", "up"], env=up.environment, capture_output=True, text=True, check=False
    )
    assert (second.returncode, "Already running" in second.stderr) == (1, True)


def test_a_port_that_is_in_use_is_said(up: Installation, tmp_path: Path) -> None:
    environment = {**up.environment, "JORYE_DATA": str(tmp_path)}
    second = subprocess.run(
        [sys.executable, "-m", "workflows.cli", "up"], env=environment, capture_output=True, text=True, check=False
    )
    assert (second.returncode, "--port" in second.stderr) == (1, True), second.stdout + second.stderr


def test_a_killed_web_comes_back(up: Installation) -> None:
    *_, last = started = up.pids("web")
    os.kill(last, signal.SIGKILL)
    until(lambda: len(up.pids("web")) > len(started) and up.answers(), up.said)
    assert alive(up.pids("web")[-1])


def test_a_scheduled_run_really_executes(up: Installation) -> None:
    up.is_scheduled()
    until(up.sweeps, up.said)
    checks = ("database", "migrations", "secret", "sweep", "prefect", "schedules")
    until(lambda: {"ok"} == {up.doctor()[name] for name in checks}, lambda: str(up.doctor()))


def test_the_operations_page_tells_the_last_and_the_next_run_of_every_flow(up: Installation) -> None:
    up.is_scheduled()
    until(up.sweeps, up.said)
    sweep = messages.text("web.flow.sweep", "ko")
    completed = messages.text("web.run.Completed", "ko")

    def all_is_told() -> bool:
        flows = up.flows()
        last, outcome, _ = flows.get(sweep, ("", "", ""))
        coming = [following for _, _, following in flows.values() if ":" in following]
        return ":" in last and outcome == completed and len(coming) == len(flows) == 8

    until(all_is_told, lambda: str(up.flows()))


def test_a_run_that_the_last_worker_left_behind_no_longer_holds_its_place(up: Installation) -> None:
    """Such a run would be running for ever, and every later one of its schedule cancelled."""
    up.is_scheduled()
    address = PrefectAddress.read((up.folder / "prefect" / "address").read_text())
    with address.client(PATIENCE) as prefect:
        backup = prefect.get("/deployments/name/backup/backup").raise_for_status().json()["id"]
        running = {"state": {"type": "RUNNING", "name": "Running"}}
        run = prefect.post(f"/deployments/{backup}/create_flow_run", json=running).raise_for_status().json()
        assert run["state"]["type"] == "RUNNING"

        for _ in prepare(address, Path("prefect.yaml"), lambda _command: subprocess.Popen(["true"]), reconcile=True):
            time.sleep(0.1)

        left = prefect.get(f"/flow_runs/{run['id']}").json()["state"]
    assert (left["type"], left["message"]) == ("CRASHED", "left behind when the system stopped")


def test_the_supervised_scheduler_lets_nobody_in_without_its_password(up: Installation) -> None:
    up.is_scheduled()
    address = (up.folder / "prefect" / "address").read_text()
    bare = re.sub(r"//.*@", "//", address)
    assert httpx.post(f"{bare}/deployments/filter", json={}, trust_env=False, timeout=PATIENCE).status_code == 401
    assert httpx.post(f"{address}/deployments/filter", json={}, trust_env=False, timeout=PATIENCE).status_code == 200


def test_a_scheduler_whose_database_is_damaged_begins_anew(up: Installation) -> None:
    up.is_scheduled()
    first = up.pids("prefect")[-1]
    ready = up.said().count("Scheduler ready")
    up.process.send_signal(signal.SIGSTOP)  # or it might start the scheduler again before all is damaged
    os.kill(first, signal.SIGKILL)
    until(lambda: not alive(first), up.said)
    for suffix in ("", "-wal", "-shm"):
        (up.folder / "prefect" / f"prefect.db{suffix}").write_bytes(b"damaged " * 4096)
    up.process.send_signal(signal.SIGCONT)
    until(lambda: up.said().count("Scheduler ready") > ready, up.said)
    assert list((up.folder / "prefect").glob("prefect.damaged-*.db"))
    address = (up.folder / "prefect" / "address").read_text()
    assert 8 == len(httpx.post(f"{address}/deployments/filter", json={}, trust_env=False, timeout=PATIENCE).json())


def test_one_signal_ends_all_without_orphans(up: Installation) -> None:
    up.is_scheduled()
    running = belonging_to("JORYE_DATA", str(up.folder))
    assert len(running) >= 4

    up.process.terminate()

    assert 0 == up.process.wait(PATIENCE), up.said()
    until(lambda: not belonging_to("JORYE_DATA", str(up.folder)), up.said)
