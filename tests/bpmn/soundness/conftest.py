"""Draws small processes and judges them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bpmn.engine import Engine
from bpmn.soundness import Net, Verdict, explore
from tests.bpmn.engine.conftest import SECRET, Draw


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(SECRET, {}, language="en")


@pytest.fixture(scope="session")
def draw() -> Draw:
    return Draw()


@pytest.fixture
def judge(engine: Engine, draw: Draw) -> Callable[..., Verdict]:
    """Draw a process and judge it."""

    def make(*parts: str, **rest: object) -> Verdict:
        limit = rest.pop("limit", 20_000)
        return explore(Net.of(engine.load(draw.bundle(*parts, **rest))), limit=limit)

    return make


def kinds(verdict: Verdict) -> list[tuple[str, str]]:
    return sorted((fault.kind, fault.element) for fault in verdict.faults)
