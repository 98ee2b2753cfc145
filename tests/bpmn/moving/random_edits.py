"""Edits a diagram as an owner might: steps come, go and are renamed, ways are drawn and taken, gateways turned."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lxml import etree

from bpmn.diagram.vocabulary import ACTIVITIES, GATEWAYS, children, kind, tag

TURNED = ("exclusiveGateway", "parallelGateway", "inclusiveGateway")


class Edit:
    """One drawing being edited; `mapping` keeps what was renamed to what."""

    def __init__(self, content: bytes, random: Random) -> None:
        self.root = etree.fromstring(content)
        self.random = random
        self.mapping: dict[str, str] = {}
        self.count = 0

    def content(self) -> bytes:
        return etree.tostring(self.root)

    def once(self) -> None:
        """Make one edit, or none where it does not fit."""
        self.random.choice(self.edits())()

    def edits(self) -> tuple[Callable[[], None], ...]:
        return (
            self.insert, self.insert, self.insert, self.remove, self.rename, self.rename, self.draw_way,
            self.take_way, self.turn, self.catch,
        )  # fmt: skip

    # --- what is there

    def flows(self) -> list[etree._Element]:
        return list(self.root.iter(tag("sequenceFlow")))

    def nodes(self, *kinds: str) -> list[etree._Element]:
        return list(self.root.iter(*(tag(name) for name in kinds)))

    def name(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}_new"

    def leaving(self, node: etree._Element) -> list[etree._Element]:
        return [flow for flow in self.flows() if flow.get("sourceRef") == node.get("id")]

    def connect(self, around: etree._Element, source: str, target: str) -> None:
        etree.SubElement(around, tag("sequenceFlow"), {"id": self.name("f"), "sourceRef": source, "targetRef": target})

    # --- edits

    def insert(self) -> None:
        flow = self.random.choice(self.flows())
        around, name = flow.getparent(), self.name("task")
        assert around is not None
        etree.SubElement(around, tag("userTask"), {"id": name})
        self.connect(around, name, flow.get("targetRef", ""))
        flow.set("targetRef", name)

    def remove(self) -> None:
        node = self.pick(self.nodes("userTask"))
        onward = [] if node is None else self.leaving(node)
        if node is None or len(onward) != 1 or onward[0].get("targetRef") == node.get("id"):
            return
        for flow in self.flows():
            if flow.get("targetRef") == node.get("id"):
                flow.set("targetRef", onward[0].get("targetRef", ""))
        for event in self.nodes("boundaryEvent"):
            if event.get("attachedToRef") == node.get("id"):
                for flow in self.leaving(event):
                    self.drop(flow)
                self.drop(event)
        self.drop(onward[0])
        self.drop(node)

    def rename(self) -> None:
        node = self.pick(self.nodes("userTask"))
        if node is None:
            return
        before, after = node.get("id", ""), self.name("named")
        for each in self.root.iter(etree.Element):
            for name, value in each.attrib.items():
                if value == before:
                    each.set(name, after)
            if each.text == before:
                each.text = after
        self.mapping[before] = after

    def draw_way(self) -> None:
        source = self.pick(self.nodes(*ACTIVITIES, *GATEWAYS))
        if source is None:
            return
        around = source.getparent()
        assert around is not None
        targets = [each for each in around if kind(each) in {*ACTIVITIES, *GATEWAYS, "endEvent"}]
        self.connect(around, source.get("id", ""), self.random.choice(targets).get("id", ""))

    def take_way(self) -> None:
        defaults = {each.get("default") for each in self.root.iter(etree.Element)}
        spare = [
            flow
            for flow in self.flows()
            if flow.get("id") not in defaults
            and sum(each.get("sourceRef") == flow.get("sourceRef") for each in self.flows()) > 1
        ]
        flow = self.pick(spare)
        if flow is not None:
            self.drop(flow)

    def turn(self) -> None:
        gateway = self.pick(self.nodes(*TURNED))
        if gateway is not None:
            gateway.tag = tag(self.random.choice(TURNED))
            if kind(gateway) == "parallelGateway":
                gateway.attrib.pop("default", None)
                for flow in self.leaving(gateway):
                    for condition in children(flow, "conditionExpression"):
                        flow.remove(condition)

    def catch(self) -> None:
        host = self.pick(self.nodes("userTask"))
        if host is None:
            return
        around, name = host.getparent(), self.name("caught")
        assert around is not None
        message = etree.Element(tag("message"), {"id": f"message_{name}", "name": name})
        self.root.insert(0, message)
        attributes = {"id": name, "attachedToRef": host.get("id", ""), "cancelActivity": "true"}
        event = etree.SubElement(around, tag("boundaryEvent"), attributes)
        etree.SubElement(event, tag("messageEventDefinition"), {"messageRef": f"message_{name}"})
        targets = [each for each in around if kind(each) in {*ACTIVITIES, *GATEWAYS, "endEvent"}]
        self.connect(around, name, self.random.choice(targets).get("id", ""))

    def pick(self, found: list[etree._Element]) -> etree._Element | None:
        return self.random.choice(found) if found else None

    def drop(self, node: etree._Element) -> None:
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)
