"""Thousands of random processes: the engine does at every step what the reference model does.

Two thousand are walked here, 20,000 more by `make long` (or `JORYE_LONG`). A failure names its seed; put it
into `regressions.json`, which is walked first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bpmn.engine import Engine
from tests.bpmn.engine_model.driving import Mismatch, Walk
from tests.bpmn.engine_model.making import made

REGRESSIONS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("regressions.json").read_text("utf-8"))
PROCESSES = 2_000
PARTS = 20
LONG = int(os.environ.get("JORYE_LONG", "20000"))


def size_of(seed: int) -> int:
    """Let small and large processes take turns."""
    return 6 + seed % 32


def walked(seed: int, size: int) -> Walk:
    """Walk the process of a seed once; one in three sees calls on engines that never met the instance."""
    first = Engine(b"the key of the random processes!", {}, language="en")
    other = Engine(b"the key of the random processes!", {}, language="en") if seed % 3 == 0 else first
    walk = Walk(made(seed, size), Random(f"{seed}/{size}"), [first, other])
    walk.run()
    return walk


def walk_or_tell(seed: int, size: int) -> None:
    """Walk; on a mismatch tell the seed and the smallest size of this seed that fails too."""
    try:
        walked(seed, size)
    except Mismatch as fault:
        small, why, walk = next(_failures(seed, size), (size, fault, None))
        entry = json.dumps({"seed": seed, "size": small, "why": ""})
        told = "" if walk is None else "\n".join([*walk.done, walk.xml])
        pytest.fail(f"{why}\nadd {entry} to regressions.json\n{told}", pytrace=False)


def _failures(seed: int, size: int) -> Iterator[tuple[int, Mismatch, Walk]]:
    for small in range(2, size + 1):
        engine = Engine(b"the key of the random processes!", {}, language="en")
        walk = Walk(made(seed, small), Random(f"{seed}/{small}"), [engine, engine])
        try:
            walk.run()
        except Mismatch as fault:
            yield small, fault, walk


@pytest.mark.parametrize("known", REGRESSIONS, ids=lambda known: f"{known['seed']}/{known['size']}")
def test_what_once_went_wrong_goes_right(known: dict[str, Any]) -> None:
    walk_or_tell(known["seed"], known["size"])


@pytest.mark.parametrize("part", range(PARTS))
def test_random_processes_go_as_the_model_says(part: int) -> None:
    for seed in range(part, PROCESSES, PARTS):
        walk_or_tell(seed, size_of(seed))


@pytest.mark.long
def test_many_more_random_processes_go_as_the_model_says() -> None:
    for seed in range(PROCESSES, PROCESSES + LONG):
        walk_or_tell(seed, size_of(seed))


def test_the_random_processes_meet_everything_the_engine_can_do() -> None:
    drawn = [walk.xml for walk in (walked(seed, size_of(seed)) for seed in range(0, 120, 2))]
    for part in (
        "parallelGateway", "inclusiveGateway", "exclusiveGateway", 'isSequential="true"', 'isSequential="false"',
        "completionCondition", "loopDataOutputRef", "<transaction", "cancelEventDefinition", "timeCycle",
        "messageEventDefinition", "signalEventDefinition", "errorEventDefinition", "escalationEventDefinition",
        'cancelActivity="true"', 'cancelActivity="false"', 'isInterrupting="true"', 'isInterrupting="false"',
    ):  # fmt: skip
        assert sum(part in xml for xml in drawn) >= 3, part
