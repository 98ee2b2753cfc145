"""What the engine does not execute is refused by name: nothing that changes how a process runs is passed over."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram import Diagram, Problem
from bpmn.diagram.kinds import KindName
from bpmn.diagram.vocabulary import ACTIVITIES, FLOW_NODES, SUB_PROCESSES, child_text, is_true, kind
from bpmn.engine.checks.containers import containers, is_event_sub_process

NOT_EXECUTED = frozenset({"complexGateway", "adHocSubProcess", "compensateEventDefinition", "eventDefinitionRef"})
DRAWN_ONLY = frozenset(
    {
        "artifact",
        "association",
        "auditing",
        "correlationSubscription",
        "dataInput",
        "dataInputAssociation",
        "dataObject",
        "dataObjectReference",
        "dataOutput",
        "dataOutputAssociation",
        "dataStoreReference",
        "documentation",
        "extensionElements",
        "group",
        "humanPerformer",
        "incoming",
        "ioBinding",
        "ioSpecification",
        "laneSet",
        "monitoring",
        "multiInstanceLoopCharacteristics",
        "outgoing",
        "performer",
        "potentialOwner",
        "property",
        "resourceRole",
        "sequenceFlow",
        "standardLoopCharacteristics",
        "supportedInterfaceRef",
        "supports",
        "textAnnotation",
    }
)
"""What may stand in a process beside the elements that run."""
MOVED = FLOW_NODES | {"sequenceFlow"}
"""What a token moves along: it stands in a process or sub-process, never inside a task or an event."""


def check(diagram: Diagram, root: etree._Element) -> Iterator[Problem]:
    """Find elements, events and marks that would have to be ignored."""
    for container in containers(root):
        for node in container.node:
            name = kind(node)
            if name in FLOW_NODES:
                yield from _marks(diagram, node)
            elif name in NOT_EXECUTED:
                yield diagram.problem("not_executed", node, kind=KindName(name))
            elif name and name not in DRAWN_ONLY:
                yield diagram.problem("unknown_element", node, kind=name)


def _marks(diagram: Diagram, node: etree._Element) -> Iterator[Problem]:
    if kind(node) == "scriptTask" and not child_text(node, "script"):
        yield diagram.problem("script_missing", node)
    ways = sum(kind(part).endswith("LoopCharacteristics") for part in node)
    if ways > 1:
        yield diagram.problem("loops_twice", node)
    if ways and (kind(node) not in ACTIVITIES or is_event_sub_process(node)):
        yield diagram.problem("loop_not_allowed", node)
    if is_true(node, "isForCompensation"):
        yield diagram.problem("not_executed", node, kind=KindName("isForCompensation"))
    for part in node:
        if kind(part) in NOT_EXECUTED:
            yield diagram.problem("not_executed", node, kind=KindName(kind(part)))
        elif kind(part) in MOVED and kind(node) not in SUB_PROCESSES:
            yield diagram.problem("unknown_element", node, kind=kind(part))
