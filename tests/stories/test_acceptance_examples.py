"""Every acceptance example of the ordinance is shown by a story that bears its id, or it is said why by none.

A story bears an id in its name (`test_AT_A9P1_2_…`, `test_IMP_04_…`, `…_A4_3_and_IMP_02_…`) or in the id of one of its
parameters (`id="AT-A7I2-1"`). What no process of the catalogue does stands in `not_in_the_processes.toml`.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bpmn.ordinance import clauses

STORIES = Path(__file__).parent
ROOT = STORIES.parents[1]
_IN_A_NAME = re.compile(r"(?:^test|_and)_(AT_[A-Z0-9]+(?:_\d+)?|IMP_\d+)(?=_)")
_IN_A_PARAMETER = re.compile(r"AT-(?:IMP-\d+|[A-Z0-9]+(?:-\d+)?)")


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _tests(path: Path) -> Iterator[ast.FunctionDef]:
    for node in _parsed(path).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def _borne(test: ast.FunctionDef) -> Iterator[str]:
    for found in _IN_A_NAME.findall(test.name):
        yield found.replace("_", "-") if found.startswith("AT") else f"AT-{found.replace('_', '-')}"
    for decorator in test.decorator_list:
        for node in ast.walk(decorator):
            if isinstance(node, ast.keyword) and node.arg == "id" and isinstance(node.value, ast.Constant):
                yield from _IN_A_PARAMETER.findall(str(node.value.value))


def told() -> set[str]:
    """Give the examples that stories tell."""
    return {id for path in STORIES.glob("test_*.py") for test in _tests(path) for id in _borne(test)}


def not_told() -> dict[str, dict[str, str]]:
    """Give the examples that no process touches: why, and where the law or a register is asked instead."""
    return tomllib.loads((STORIES / "not_in_the_processes.toml").read_text("utf-8"))


def examples() -> set[str]:
    """Give the ids of all acceptance examples on record."""
    return {test for id, each in clauses().items() if id[0] in "AIS" for test in each.tests}


def test_every_example_is_told_by_a_story_or_its_absence_is_explained() -> None:
    assert examples() == told() | set(not_told())
    assert set() == told() & set(not_told())


@pytest.mark.parametrize("id", sorted(not_told()))
def test_what_no_process_does_has_its_reason_and_the_test_that_asks_the_law(id: str) -> None:
    why = not_told()[id]
    assert {"reason"} <= set(why) <= {"reason", "shown_by"}
    if "shown_by" in why:
        file, name = why["shown_by"].split("::")
        assert name in {test.name for test in _tests(ROOT / file)}
