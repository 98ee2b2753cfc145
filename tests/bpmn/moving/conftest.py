"""Judges one case that stands somewhere in an old version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bpmn.engine import Engine
from bpmn.moving import Judge, Judgement
from tests.bpmn.engine.conftest import Draw

NOW = datetime(2027, 1, 4, tzinfo=UTC)
draw = Draw()


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(b"a secret for tests, 32 bytes long", {})


def judged(
    engine: Engine,
    old: Any,
    new: Any,
    *finished: tuple[str, Mapping[str, Any]],
    mapping: Mapping[str, str] | None = None,
    values: Mapping[str, Any] | None = None,
    gives: Mapping[str, frozenset[str]] | None = None,
    around: str = "",
    files: Mapping[str, str] | None = None,
) -> Judgement:
    """Judge a case of the old version in which some tasks are finished; `around` and `files` belong to the new one."""
    before, after = draw.bundle(*old), draw.bundle(*new, around=around, files=files)
    step = engine.start(before, values or {}, NOW)
    for element, answer in finished:
        work = next(each for each in engine.inspect(before, step.state).opened if each.element == element)
        step = engine.complete(before, step.state, work.work_id, answer, NOW)
    return Judge(engine, after, mapping or {}, {}, gives or {}).judge(before, step.state, NOW)
