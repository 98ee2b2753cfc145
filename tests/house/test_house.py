"""What keeps the house in order beyond the layers: one door to each library, one place that commits, no left-overs."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("bpmn", "tasks", "workflows", "messages")


def _modules() -> Iterator[Path]:
    for floor in FLOORS:
        yield from (path for path in sorted((ROOT / floor).rglob("*.py")) if "node_modules" not in path.parts)


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    ("library", "room"),
    [("SpiffWorkflow", "bpmn/engine/"), ("prefect", "workflows/schedules/"), ("holidays", "tasks/law/")],
)
def test_each_of_these_libraries_has_one_door(library: str, room: str) -> None:
    strangers = [_relative(p) for p in _modules() if library in _imports(p) and not _relative(p).startswith(room)]
    assert strangers == []


def test_only_the_runtime_commits() -> None:
    committing = [_relative(p) for p in _modules() if ".commit()" in p.read_text("utf-8")]
    assert set(committing) <= {"workflows/runtime.py"}


def test_only_the_clock_reads_the_time() -> None:
    reading = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time)\(")
    readers = [_relative(p) for p in _modules() if reading.search(p.read_text("utf-8"))]
    assert set(readers) <= {"workflows/clock.py"}


def test_no_other_distribution_installs_our_import_names() -> None:
    owners = importlib.metadata.packages_distributions()
    for name in FLOORS:
        assert set(owners.get(name, ["jorye"])) == {"jorye"}, name


def test_the_project_speaks_of_itself_alone() -> None:
    """No machine's path and no package index stands in any file that is kept."""
    words = "|".join(
        ["/wor" + "k/(main|shared)", "/roo" + "t/", "python" + "hosted", r"npm" + r"js\.org", r"/pyp" + r"i\.org"]
    )
    listed = subprocess.run(
        ["git", "grep", "-nIE", words, "--", "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 128:
        pytest.skip("not a git checkout")
    assert listed.stdout == ""
