"""Two people's conditions are read in the same moment, and each is read as it was written."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bpmn.expressions.grammar import parse_script

SCRIPT = "a = b + c * (d - e)\nf = [x + 1 for x in g if x > 2]\n" * 4


@pytest.fixture
def collector_that_lets_others_run() -> Iterator[None]:
    """Let threads take turns while a tree is being built, as finalizers do now and then."""

    def give_way(phase: str, info: object) -> None:
        time.sleep(0)

    before = gc.get_threshold()
    gc.callbacks.append(give_way)
    gc.set_threshold(5)
    yield
    gc.set_threshold(*before)
    gc.callbacks.remove(give_way)


def _read_at_depth(frames: int) -> int:
    return _read_at_depth(frames - 1) if frames else len(parse_script(SCRIPT))


@pytest.mark.usefixtures("collector_that_lets_others_run")
def test_scripts_read_in_several_threads_at_once_are_each_read_whole() -> None:
    with ThreadPoolExecutor(3) as readers:
        read = list(readers.map(_read_at_depth, [frames % 3 * 7 for frames in range(60)]))

    assert read == [8] * 60
