"""The compose file starts programs that exist, with settings that exist, in an order that works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from workflows.cli.main import COMMANDS

FOLDER = Path(__file__).parents[2] / "deployments"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "jorye:latest"}
NAMES = re.compile(r"^(?:# )?([A-Z][A-Z0-9_]*)=", re.MULTILINE)


def test_web_scheduler_workers_and_database_are_all_there() -> None:
    assert set(SERVICES) == {"database", "migrate", "web", "prefect", "schedules", "worker"}


@pytest.mark.parametrize("name", ["migrate", "web"])
def test_every_command_exists_on_the_command_line(name: str) -> None:
    assert "entrypoint" not in SERVICES[name]
    assert SERVICES[name]["command"][0] in COMMANDS


def test_the_worker_takes_from_the_pool_that_the_schedules_fill() -> None:
    listed = yaml.safe_load((FOLDER / "prefect.yaml").read_text("utf-8"))
    pools = {each["work_pool"]["name"] for each in listed["deployments"]}
    worker = SERVICES["worker"]["command"]
    assert pools == {worker[worker.index("--pool") + 1]}
    assert f"work-pool create {next(iter(pools))} " in SERVICES["schedules"]["command"][0]


@pytest.mark.parametrize("name", sorted(OURS))
def test_nothing_of_ours_runs_with_more_than_it_needs(name: str) -> None:
    assert OURS[name]["read_only"] is True
    assert OURS[name]["cap_drop"] == ["ALL"]


def test_the_web_starts_after_the_database_was_migrated() -> None:
    assert SERVICES["web"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert SERVICES["migrate"]["depends_on"]["database"] == {"condition": "service_healthy"}


def test_only_the_web_is_reached_from_outside_and_only_through_a_proxy() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(published) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in published["web"])


def test_the_example_environment_names_everything_the_compose_file_asks_for() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (FOLDER / "compose.yaml").read_text("utf-8")))
    assert asked <= set(NAMES.findall((FOLDER / "env.example").read_text("utf-8")))


def test_every_setting_of_the_example_is_one_the_system_reads() -> None:
    root = FOLDER.parent
    read_somewhere = "\n".join(
        path.read_text("utf-8") for floor in ("workflows", "tasks") for path in (root / floor).rglob("*.py")
    )
    named = {name for name in NAMES.findall((FOLDER / "env.example").read_text("utf-8")) if name.startswith("JORYE_")}
    assert {name for name in named if f'"{name}"' not in read_somewhere} == set()


def test_prefect_puts_its_pages_where_it_may_write() -> None:
    pages = SERVICES["prefect"]["environment"]["PREFECT_SERVER_UI_STATIC_DIRECTORY"]
    assert any(pages.startswith(f"{folder}/") for folder in SERVICES["prefect"]["tmpfs"])
