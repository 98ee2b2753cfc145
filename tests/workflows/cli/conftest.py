"""An installation in a folder, as the command line finds it through the environment."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from workflows.cli.main import app
from workflows.cli.migrate import bring_up_to_date
from workflows.settings import read_settings

Jorye = Callable[..., tuple[int, Any]]


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name an empty data folder in the environment."""
    for name in ("JORYE_DATABASE_URL", "JORYE_PREFECT_API_URL", "JORYE_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "data"
    monkeypatch.setenv("JORYE_DATA", str(folder))
    monkeypatch.setenv("JORYE_DEMO", "on")
    return folder


@pytest.fixture
def jorye(installation: Path) -> Jorye:
    """Run a command with `--json` and give its exit code and document."""

    def run(*arguments: str) -> tuple[int, Any]:
        result = CliRunner().invoke(app, [*arguments, "--json"])
        return result.exit_code, json.loads(result.stdout)

    return run


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate a demonstration once; every test works on a copy of its folder."""
    folder = tmp_path_factory.mktemp("template") / "data"
    bring_up_to_date(read_settings({"JORYE_DATA": str(folder), "JORYE_DEMO": "on"}))
    return folder


@pytest.fixture
def migrated(installation: Path, template: Path, jorye: Jorye) -> Jorye:
    """Run commands on a migrated demonstration with its processes published."""
    shutil.copytree(template, installation)
    return jorye
