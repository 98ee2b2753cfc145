"""What keeps the house in order beyond the layers: one door to each library, one place that commits, no left-overs."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("bpmn", "tasks", "workflows", "messages")


def _modules() -> Iterator[Path]:
    for floor in FLOORS:
        yield from (path for path in sorted((ROOT / floor).rglob("*.py")) if "node_modules" not in path.parts)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(_tree(path)):
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


def test_one_place_alone_keeps_whatever_is_raised() -> None:
    """A fault that is swallowed is found by nobody; only the dispatcher must go on whatever an operation raises."""
    catching = {_relative(path) for path in _modules() for node in ast.walk(_tree(path)) if _catches_all(node)}
    assert catching == {"workflows/instances/faults.py"}


def _catches_all(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler) or isinstance(node.body[-1], ast.Raise):
        return False
    return node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException")


def test_nothing_prints_and_nothing_is_left_to_do() -> None:
    printing = [
        _relative(p) for p in _modules() for n in ast.walk(_tree(p)) if isinstance(n, ast.Name) and n.id == "print"
    ]
    assert printing == []
    marks = re.compile("TO" + "DO|FIX" + r"ME|\bX" + "XX")
    assert [_relative(path) for path in _modules() if marks.search(path.read_text("utf-8"))] == []


def test_files_and_functions_stay_small() -> None:
    """A stranger reads a file at one sitting: half of them under a hundred lines, hardly one over three hundred."""
    lines = {_relative(path): len(path.read_text("utf-8").splitlines()) for path in _modules()}
    assert statistics.median(lines.values()) < 100
    assert {name: number for name, number in lines.items() if number > 320} == {}
    functions = {
        f"{_relative(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in _modules()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: number for name, number in functions.items() if number > 50} == {}


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
