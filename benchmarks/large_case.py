"""The benchmark's process inside a definition with as many elements as the shipped one for subsidies.

What is added is a way that no case takes: people's tasks, choices and scripts in turn, behind a gateway at the very
beginning. So the stock runtime drops it at once and from then on only carries its specification in the state, which is
the least that a larger definition can cost it.
"""

from __future__ import annotations

from itertools import cycle, islice, pairwise

from lxml import etree

from benchmarks.place import BENCH_CASE, CASE
from bpmn.bundle import Bundle
from workflows.use_cases.load_demo import catalogue

LARGE_CASE = "bench_large"
NODES = ("Task", "Event", "Gateway", "subProcess", "callActivity")
"""How the names of the elements end that a token can stand on."""
KINDS = ("userTask", "exclusiveGateway", "userTask", "scriptTask")


def large_case() -> Bundle:
    """Give the definition."""
    drawn = (CASE / "process.bpmn").read_text("utf-8").replace(f'id="{BENCH_CASE}"', f'id="{LARGE_CASE}"')
    (shipped,) = (bundle for bundle in catalogue() if bundle.process_id == "subsidy_case")
    missing = flow_nodes(shipped.files["process.bpmn"]) - flow_nodes(drawn.encode())
    lane, rest = _way([f"extra_{number}" for number in range(missing - 1)])
    drawn = drawn.replace("</bpmn:lane>", f"{lane}</bpmn:lane>", 1).replace("</bpmn:process>", f"{rest}</bpmn:process>")
    files = {f"forms/{path.name}": path.read_bytes() for path in (CASE / "forms").iterdir()}
    return Bundle.from_files({"process.bpmn": drawn.encode(), **files})


def flow_nodes(diagram: bytes) -> int:
    """Count the tasks, events, gateways, sub-processes and calls of a diagram, on all its levels."""
    names = [etree.QName(element).localname for element in etree.fromstring(diagram).iter(etree.Element)]
    return sum(name.endswith(NODES) for name in names)


def _way(names: list[str]) -> tuple[str, str]:
    """Draw the way: what the lane names, and the elements with their flows, from the first gateway to an end."""
    kinds = list(zip(names, islice(cycle(KINDS), len(names)), strict=True))
    nodes = "".join(_node(name, kind) for name, kind in kinds)
    flows = "".join(_flow(one, other) for one, other in pairwise(["many", *names, "extra_end"]))
    lane = "".join(f"<bpmn:flowNodeRef>{name}</bpmn:flowNodeRef>" for name, kind in kinds if kind == "userTask")
    return lane, f'{nodes}<bpmn:endEvent id="extra_end" />{flows}'


def _node(name: str, kind: str) -> str:
    inside = "<bpmn:script>rounds = rounds + 1</bpmn:script>" if kind == "scriptTask" else ""
    return f'<bpmn:{kind} id="{name}" name="{name}" jorye:nameEn="{name}">{inside}</bpmn:{kind}>'


def _flow(one: str, other: str) -> str:
    never = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">rounds &lt; 0</bpmn:conditionExpression>'
    condition = never if one == "many" else ""
    return (
        f'<bpmn:sequenceFlow id="{one}_{other}" sourceRef="{one}" targetRef="{other}">{condition}</bpmn:sequenceFlow>'
    )
