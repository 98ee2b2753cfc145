"""The image is built from pinned parts and runs as nobody special."""

from __future__ import annotations

import re
from pathlib import Path

from workflows.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "deployments" / "Dockerfile").read_text("utf-8")
INSTRUCTIONS = [
    (match[1], " ".join(match[2].replace("\\\n", " ").split()))
    for match in re.finditer(r"^([A-Z]+) ((?:.*\\\n)*.*)$", TEXT, re.MULTILINE)
]


def _all(instruction: str) -> list[str]:
    return [rest for name, rest in INSTRUCTIONS if name == instruction]


def test_it_does_not_run_as_root() -> None:
    assert _all("USER") == ["jorye"]


def test_everything_copied_from_the_checkout_is_there() -> None:
    copied = [word for rest in _all("COPY") if not rest.startswith("--from") for word in rest.split()[:-1]]
    assert [path for path in copied if not (ROOT / path).exists()] == []


def test_dependencies_are_installed_by_their_hashes() -> None:
    installs = [part for rest in _all("RUN") for part in rest.split("&&") if "pip install" in part]
    assert all("--require-hashes" in part or "--no-deps" in part for part in installs)
    assert len(installs) == 2


def test_base_images_have_a_version() -> None:
    assert all(re.fullmatch(r"\S+:[\d.]+\S*( AS \w+)?", rest) for rest in _all("FROM"))


def test_it_starts_a_command_that_exists() -> None:
    assert _all("ENTRYPOINT") == ['["jorye"]']
    assert _all("CMD")[0].strip('[]"') in COMMANDS
