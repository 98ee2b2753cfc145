"""S2: what it costs to explore the states of a process, beside the loading of the same diagram."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import bpmn
from benchmarks.timing import Measured, interleaved
from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.soundness import Net, explore
from workflows.instances.surroundings import installed

BRANCHES = 20
LENGTH = 3
BLOCKS = 30
"""Blocks of ten elements in a row: together 300."""
SAMPLES = 5
LIMIT_MS = 2000
CATALOGUE = Path(bpmn.__file__).parent / "catalogue"


def measure() -> Iterator[Measured]:
    """Explore drawn diagrams and the processes of the catalogue, each time from the loaded definition anew."""
    for kind in ("parallel", "inclusive"):
        yield _measured(f"{BRANCHES} {kind} branches with corrections", _drawn(_branches(f"{kind}Gateway")))
    yield _measured(f"{BLOCKS * 10} elements", _drawn(_blocks()))
    for folder in sorted(path.parent for path in CATALOGUE.glob("*/process.bpmn")):
        yield _measured(folder.name, Bundle.read(folder))


def _measured(name: str, bundle: Bundle) -> Measured:
    functions = installed().functions
    ready = Engine(b"bench", functions).load(bundle)
    states = explore(Net.of(ready)).states

    def explored(_: int) -> object:
        return explore(Net.of(ready))

    def loaded(_: int) -> object:
        return Engine(b"bench", functions).load(bundle)

    ours, beside = interleaved([explored, loaded], SAMPLES, warm=1)
    wall, cpu = ours.beside(beside)
    return Measured(
        "S2", f"explore {name}", "memory", ours.ms, "load it", beside.ms, wall, f"≤ {LIMIT_MS} ms", ours.ms <= LIMIT_MS,
        ours.cpu_ms, cpu, f"({states:,} states)",
    )  # fmt: skip


def _drawn(process: list[str]) -> Bundle:
    diagram = (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="bench" id="bench">'
        f'<process id="bench_case" isExecutable="true">{"".join(process)}</process></definitions>'
    )
    return Bundle.from_files({"process.bpmn": diagram.encode()})


def _branches(gateway: str) -> list[str]:
    """Draw branches of tasks between two gateways, each with a loop back for corrections."""
    asked = "x" if gateway.startswith("inclusive") else ""
    drawn = [_node("startEvent", "start"), _node(gateway, "split"), _node(gateway, "join"), _node("endEvent", "end")]
    drawn += [_flow("start", "split"), _flow("join", "end")]
    for number in range(BRANCHES):
        tasks = [f"t{number}_{place}" for place in range(LENGTH)]
        good = f"good{number}"
        drawn += [_node("userTask", task) for task in tasks]
        drawn += [_node("exclusiveGateway", good, f"{good}-join")]
        drawn += [_flow("split", tasks[0], asked), _flow(good, "join"), _flow(good, tasks[0], "x")]
        drawn += [_flow(one, other) for one, other in zip(tasks, [*tasks[1:], good], strict=True)]
    return drawn


def _blocks() -> list[str]:
    """Draw blocks in a row, each a loop around a parallel split into five tasks."""
    drawn, last = [_node("startEvent", "start"), _node("endEvent", "end")], "start"
    for number in range(BLOCKS):
        again, split, join, good, record = (f"{name}{number}" for name in ("again", "split", "join", "good", "record"))
        drawn += [_node("exclusiveGateway", again), _node("parallelGateway", split), _node("parallelGateway", join)]
        drawn += [_node("exclusiveGateway", good, f"{good}-{record}"), _node("userTask", record)]
        drawn += [_flow(last, again), _flow(again, split), _flow(join, good), _flow(good, record)]
        drawn.append(_flow(good, again, "x"))
        for task in (f"t{number}_{place}" for place in range(5)):
            drawn += [_node("userTask", task), _flow(split, task), _flow(task, join)]
        last = record
    return [*drawn, _flow(last, "end")]


def _node(kind: str, name: str, default: str = "") -> str:
    return f'<{kind} id="{name}"{f" default={chr(34)}{default}{chr(34)}" if default else ""}/>'


def _flow(source: str, target: str, condition: str = "") -> str:
    inside = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    return f'<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">{inside}</sequenceFlow>'
