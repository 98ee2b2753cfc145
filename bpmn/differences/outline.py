"""A diagram read for comparison: what each element says, where the flows lead, which events can happen where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bpmn.bundle import Bundle
from bpmn.diagram import read
from bpmn.diagram.names import Name, name_of
from bpmn.diagram.vocabulary import (
    ACTIVITIES,
    FLOW_NODES,
    GATEWAYS,
    JORYE,
    child_text,
    children,
    extensions,
    is_true,
    kind,
    tag,
)

OWN = ("assign", "assignTo", "decision", "due", "dueClause", "execution", "form", "instructions", "milestone")
OWN_WORK = ("operation", "result")
PLAIN = ("calledElement", "default", "cancelActivity", "triggeredByEvent", "isSequential")


@dataclass(frozen=True, slots=True)
class Element:
    """One flow node; `says` holds everything about it that changes what happens or what people see."""

    id: str
    kind: str
    name: Name
    roles: tuple[str, ...]
    clauses: tuple[str, ...]
    distinct_from: tuple[str, ...]
    says: Mapping[str, str]
    inside: str
    """The sub-process around it; empty for an element of the process itself."""
    attached: str
    """The activity on whose edge it stands."""

    @property
    def stop(self) -> bool:
        """Whether people would call it a station on the way: everything but a gateway."""
        return self.kind not in GATEWAYS

    @property
    def starts_sub_process(self) -> bool:
        """Whether it begins an event sub-process (set while reading)."""
        return bool(self.says.get("starts"))


@dataclass(frozen=True, slots=True)
class Flow:
    """One sequence flow with its condition as written."""

    id: str
    source: str
    target: str
    condition: str
    name: str


@dataclass(frozen=True, slots=True)
class Outline:
    """One process's diagram."""

    elements: Mapping[str, Element]
    flows: Mapping[str, Flow]
    shapes: Mapping[str, str]
    """Where everything is drawn, as text to compare."""

    def leaving(self, element: str) -> list[Flow]:
        """List the flows that leave an element."""
        return [flow for flow in self.flows.values() if flow.source == element]


def outline(bundle: Bundle) -> Outline:
    """Read the bundle's own process; empty for a diagram that cannot be read."""
    root = read(bundle.files[bundle.main], bundle.main).root
    process = None if root is None else next((p for p in children(root, "process") if _is(p, bundle)), None)
    if root is None or process is None:
        return Outline({}, {}, {})
    roles = dict(_roles(process))
    messages = {str(node.get("id")): node.get("name", "") for node in root if node.get("id")}
    elements = {
        str(node.get("id")): _element(node, bundle.process_id, roles, messages)
        for node in process.iter(*(tag(name) for name in FLOW_NODES))
    }
    flows = {str(node.get("id")): _flow(node) for node in process.iter(tag("sequenceFlow"))}
    return Outline(elements, flows, dict(_shapes(root)))


def _is(process: etree._Element, bundle: Bundle) -> bool:
    return process.get("id") == bundle.process_id


def _element(node: etree._Element, process_id: str, roles: Mapping[str, str], defined: Mapping[str, str]) -> Element:
    element = str(node.get("id"))
    parent = node.getparent()
    around = "" if parent is None or parent.get("id") == process_id else str(parent.get("id"))
    says = {key: value for key, value in _says(node, defined) if value}
    if parent is not None and is_true(parent, "triggeredByEvent") and kind(node) == "startEvent":
        says["starts"] = "interrupting" if is_true(node, "isInterrupting", "true") else "beside"
    role = roles.get(element) or roles.get(node.get("attachedToRef", "")) or roles.get(around, "")
    return Element(
        element, kind(node), name_of(node), tuple(role.split()),
        tuple(_own(node, "clauses").split()), tuple(_own(node, "distinctFrom").split()), says, around,
        node.get("attachedToRef", ""),
    )  # fmt: skip


def _says(node: etree._Element, defined: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    names = (*OWN, *OWN_WORK) if kind(node) in ACTIVITIES else OWN
    yield from ((name, _own(node, name)) for name in names)
    yield from ((name, node.get(name, "")) for name in PLAIN)
    yield "documentation", child_text(node, "documentation")
    yield "script", child_text(node, "script")
    for name in ("parameter", "in", "out"):
        for each in extensions(node, name, JORYE):
            given = each.get("name") or each.get("target") or ""
            yield f"{name} {given}", each.get("value", "")
    for each in node:
        if kind(each).endswith("EventDefinition"):
            yield "event", f"{kind(each).removesuffix('EventDefinition')} {_event(each, defined)}".strip()
        elif kind(each).endswith("LoopCharacteristics"):
            yield "loop", _loop(each)
    reference = node.get("messageRef")
    if reference:
        yield "event", f"message {defined.get(reference, reference)}"


def _event(definition: etree._Element, defined: Mapping[str, str]) -> str:
    reference = next((value for name, value in definition.attrib.items() if str(name).endswith("Ref")), "")
    text = " ".join("".join(map(str, definition.itertext())).split())
    return " ".join(part for part in (defined.get(str(reference), str(reference)), text) if part)


def _loop(characteristics: etree._Element) -> str:
    form = kind(characteristics).removesuffix("LoopCharacteristics")
    if is_true(characteristics, "isSequential"):
        form += " sequential"
    parts = [f"{kind(part)}={(part.text or part.get('name') or '').strip()}" for part in characteristics if kind(part)]
    return " ".join([form, *parts])


def _flow(node: etree._Element) -> Flow:
    condition = child_text(node, "conditionExpression")
    name = " ".join(node.get("name", "").split())
    return Flow(str(node.get("id")), node.get("sourceRef", ""), node.get("targetRef", ""), condition, name)


def _roles(process: etree._Element) -> Iterator[tuple[str, str]]:
    for lane in process.iter(tag("lane")):
        for reference in children(lane, "flowNodeRef"):
            yield (reference.text or "").strip(), _own(lane, "role") or lane.get("name", "")


def _shapes(root: etree._Element) -> Iterator[tuple[str, str]]:
    for shape in root.iter("{*}BPMNShape", "{*}BPMNEdge"):
        points = [" ".join(map(str, point.attrib.values())) for point in shape.iter("{*}Bounds", "{*}waypoint")]
        yield shape.get("bpmnElement", ""), "; ".join(points)


def _own(node: etree._Element, name: str) -> str:
    return node.get(tag(name, JORYE), "").strip()
