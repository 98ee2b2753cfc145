"""`jorye up` tells a program what happens, one JSON object in a line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.kit.programs import PATIENCE, clean_environment, free_port, until


def lines(told: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in told.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]


def test_everything_that_up_tells_is_one_json_object_in_a_line(tmp_path: Path) -> None:
    told, port, folder = tmp_path / "told", free_port(), tmp_path / "data"
    environment = clean_environment(JORYE_DATA=str(folder), JORYE_PORT=str(port), JORYE_PREFECT="off")
    command = [sys.executable, "-m", "workflows.cli", "up", "--json"]
    with told.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        until(lambda: process.poll() is not None or "web_ready" in told.read_text("utf-8"), told.read_text)
    finally:
        process.terminate()
        process.wait(PATIENCE)
    preparing, migrated, started, ready, ended = lines(told)
    assert preparing == {"event": "preparing", "folder": str(folder)}
    assert (migrated["event"], migrated["not_started"]) == ("migrated", "")
    assert "subsidy_case/1" in migrated["published"]
    assert (started["event"], started["child"]) == ("started", "web")
    assert ready == {"event": "web_ready", "url": f"http://127.0.0.1:{port}"}
    assert ended == {"event": "all_ended"}
