"""S1: what a check of a whole process costs while somebody types, beside the loading of the same diagram alone."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.timing import Measured, interleaved
from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.rules import check
from workflows.instances.surroundings import installed

ELEMENTS = 300
BLOCK = 5
"""Elements of one block: a task with a form, a script, a choice, a call of an operation, a meeting gateway."""
SAMPLES = 7
LIMIT_MS = 1000


def measure() -> Iterator[Measured]:
    """Check a diagram of 300 elements, another one each time, as an editor sends it after every change."""
    around = installed()

    def checked(number: int) -> object:
        return check(_process(f"check {number}"), around, engine=Engine(b"bench", around.functions))

    def loaded(number: int) -> object:
        return Engine(b"bench", around.functions).load(_process(f"load {number}"))

    ours, beside = interleaved([checked, loaded], SAMPLES, warm=2)
    wall, cpu = ours.beside(beside)
    yield Measured(
        "S1", f"check {ELEMENTS} elements", "memory", ours.ms, "load them", beside.ms, wall,
        f"≤ {LIMIT_MS} ms", ours.ms <= LIMIT_MS, ours.cpu_ms, cpu,
    )  # fmt: skip


def _process(title: str) -> Bundle:
    """Draw a chain of blocks; every call has a text that nobody has compiled before."""
    blocks = (ELEMENTS - 2) // BLOCK
    drawn = "".join(_block(number, title) for number in range(blocks))
    tail = f'<endEvent id="end" name="끝"/><sequenceFlow id="to_end" sourceRef="met{blocks - 1}" targetRef="end"/>'
    files = {"process.bpmn": _diagram(title, drawn + tail).encode()}
    files |= {f"forms/form{number}.json": _form(number) for number in range(blocks)}
    return Bundle.from_files(files)


def _diagram(title: str, drawn: str) -> str:
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jorye="urn:jorye:bpmn:1"'
        f' targetNamespace="bench" id="bench"><process id="bench_case" name="{title}" isExecutable="true">'
        f'<startEvent id="met-1" name="시작" jorye:form="form0"/>{drawn}</process></definitions>'
    )


def _block(number: int, title: str) -> str:
    return (
        f'<userTask id="task{number}" name="작업 {number}" jorye:form="form{number}" jorye:assign="starter"/>'
        f'<scriptTask id="script{number}" name="계산 {number}"><script>'
        f"total{number} = amount{number} + {number}\nnote{number} = &quot;{title}&quot;</script></scriptTask>"
        f'<exclusiveGateway id="large{number}" name="큰가요 {number}?" default="small{number}"/>'
        f'<serviceTask id="call{number}" name="확인 {number}" jorye:operation="committee_status"><extensionElements>'
        f'<jorye:parameter name="committee" value="note{number}"/></extensionElements></serviceTask>'
        f'<exclusiveGateway id="met{number}"/>'
        f'<sequenceFlow id="a{number}" sourceRef="met{number - 1}" targetRef="task{number}"/>'
        f'<sequenceFlow id="b{number}" sourceRef="task{number}" targetRef="script{number}"/>'
        f'<sequenceFlow id="c{number}" sourceRef="script{number}" targetRef="large{number}"/>'
        f'<sequenceFlow id="d{number}" sourceRef="large{number}" targetRef="call{number}">'
        f"<conditionExpression>total{number} &gt; {number}000 and note{number} == &quot;{title}&quot;"
        "</conditionExpression></sequenceFlow>"
        f'<sequenceFlow id="small{number}" sourceRef="large{number}" targetRef="met{number}"/>'
        f'<sequenceFlow id="e{number}" sourceRef="call{number}" targetRef="met{number}"/>'
    )


def _form(number: int) -> bytes:
    properties = {
        f"amount{number}": {"type": "integer", "title": "금액", "minimum": 0},
        f"opinion{number}": {"type": "string", "title": "의견", "x-show-if": f"amount{number} > 10"},
    }
    document = {"type": "object", "title": f"양식 {number}", "required": [f"amount{number}"], "properties": properties}
    return json.dumps(document, ensure_ascii=False).encode()
