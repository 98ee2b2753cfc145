"""Edits where a diagram writes and reads values: by forms, scripts, repeated work, and events that take work back."""

from __future__ import annotations

import json
from collections.abc import Callable

from lxml import etree

from bpmn.diagram.vocabulary import JORYE, tag
from tests.bpmn.moving.random_edits import Edit

VALUES = ("one", "two")
FORMS = {
    f"forms/{name}.json": json.dumps(
        {
            "type": "object", "title": "값", "x-title-en": "Value", "required": [name],
            "properties": {name: {"type": "integer", "title": "값", "x-title-en": "Value"}},
        }
    )
    for name in VALUES
}  # fmt: skip


class Telling(Edit):
    """Edits ways and values; what reads one comes by `read` alone."""

    def edits(self) -> tuple[Callable[[], None], ...]:
        return (self.insert, self.remove, self.rename, self.take_way, self.catch, *self.writings())

    def writings(self) -> tuple[Callable[[], None], ...]:
        return (self.ask, self.ask_each, self.ask_until, self.work_out, self.work_out_perhaps)

    def value(self) -> str:
        return self.random.choice(VALUES)

    def added(self, name: str, prefix: str) -> etree._Element:
        """Put an element of its own into a way that is there."""
        self.insert()
        node = self.nodes("userTask")[-1]
        before, after = node.get("id", ""), self.name(prefix)
        node.tag = tag(name)
        for flow in self.flows():
            for end in ("sourceRef", "targetRef"):
                if flow.get(end) == before:
                    flow.set(end, after)
        node.set("id", after)
        return node

    def ask(self) -> etree._Element:
        """Ask a person for a value."""
        node = self.added("userTask", "ask")
        node.set(tag("form", JORYE), self.value())
        return node

    def ask_each(self) -> None:
        """Ask as many people as there are, be it none."""
        loop = etree.SubElement(self.ask(), tag("multiInstanceLoopCharacteristics"))
        etree.SubElement(loop, tag("loopDataInputRef")).text = "people"
        etree.SubElement(loop, tag("inputDataItem"), {"id": "person"})

    def ask_until(self) -> None:
        """Ask a person, until a message comes; either way it goes on to the same step."""
        host = self.ask()
        around, event, message = host.getparent(), self.name("until"), self.name("message")
        assert around is not None
        self.root.insert(0, etree.Element(tag("message"), {"id": message, "name": event}))
        attached = {"id": event, "attachedToRef": host.get("id", "")}
        node = etree.SubElement(around, tag("boundaryEvent"), attached)
        etree.SubElement(node, tag("messageEventDefinition"), {"messageRef": message})
        self.connect(around, event, self.leaving(host)[0].get("targetRef", ""))

    def script(self, text: str, prefix: str) -> None:
        etree.SubElement(self.added("scriptTask", prefix), tag("script")).text = text

    def work_out(self) -> None:
        """Write a value."""
        self.script(f"{self.value()} = 1", "write")

    def work_out_perhaps(self) -> None:
        """Write a value one way and not the other."""
        self.script(f"if len(people) > 0:\n    {self.value()} = 1", "perhaps")

    def read(self) -> None:
        """Read a value."""
        self.script(f"result = {self.value()} + 1", "read")
