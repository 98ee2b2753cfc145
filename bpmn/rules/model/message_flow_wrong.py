"""A message flow runs between two pools."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import kind, tag
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.words import Words


def look(subject: Subject) -> Iterator[Found]:
    """Find message flows that lead nowhere or stay in one pool."""
    pools = {node.get("processRef"): node.get("id") for node in subject.root.iter(tag("participant"))}
    for flow in subject.root.iter(tag("messageFlow")):
        ends = [subject.elements.get(flow.get(end) or "") for end in ("sourceRef", "targetRef")]
        if None in ends:
            yield Found(str(flow.get("id")), {"problem": Words("rules.message_flow_wrong.nowhere")})
        elif len({_pool(end, pools) for end in ends if end is not None}) < 2:
            yield Found(str(flow.get("id")), {"problem": Words("rules.message_flow_wrong.inside")})


def _pool(node: etree._Element | None, pools: dict[str | None, str | None]) -> str | None:
    if node is not None and kind(node) == "participant":
        return node.get("id")
    while node is not None and kind(node) != "process":
        node = node.getparent()
    return None if node is None else pools.get(node.get("id"), node.get("id"))
