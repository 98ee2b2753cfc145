"""Edits what a diagram says about its tasks and events: who is asked, until when, with which form, by which message."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from bpmn.diagram.vocabulary import JORYE, tag
from tests.bpmn.moving.random_edits import Edit

_NOTE = '"note": {"type": "string", "title": "메모", "x-title-en": "Note"}'
_HEAD = '"type": "object", "title": "메모", "x-title-en": "Note"'
FORMS = {
    "forms/short.json": f'{{{_HEAD}, "properties": {{{_NOTE}}}}}',
    "forms/long.json": f'{{{_HEAD}, "properties": {{{_NOTE}, {_NOTE.replace("note", "more")}}}}}',
}
ASKED = (
    {"assign": "starter"},
    {"assign": "person", "assignTo": "'officer1'"},
    {"assign": "person", "assignTo": "'team_lead' + '1'"},
    {},
)
"""Rules of assignment that can be worked out in every case."""
UNCERTAIN = ({"assign": "person", "assignTo": "nobody_said"}, {"assign": "same_person", "assignTo": "'never_done'"})
"""Rules that cannot, or under which nobody may."""
ROLES = ("officer", "team_lead", "officer team_lead")
DUE = ("days(5)", "days(30)", "")


class Rewording(Edit):
    """Edits ways and words."""

    def edits(self) -> tuple[Callable[[], None], ...]:
        return (*super().edits(), *self.wordings(), lambda: self.ask(UNCERTAIN))

    def wordings(self) -> tuple[Callable[[], None], ...]:
        return (self.ask, self.give, self.limit, self.fill, self.call)

    def dress(self) -> None:
        """Say something about the tasks of a drawing to begin with."""
        for node in self.nodes("userTask"):
            self.put(node, assign="starter")
        for _ in range(3):
            self.random.choice(self.wordings())()

    def ask(self, rules: tuple[dict[str, str], ...] = ASKED) -> None:
        """Have somebody else do a task."""
        node = self.pick(self.nodes("userTask"))
        if node is not None:
            self.put(node, assign="", assignTo="")
            self.put(node, **self.random.choice(rules))

    def give(self) -> None:
        """Put a task into a lane of its own."""
        node = self.pick(self.nodes("userTask"))
        if node is None:
            return
        for ref in list(self.root.iter(tag("flowNodeRef"))):
            if ref.text == node.get("id"):
                self.drop(ref)
        lane = etree.SubElement(self.lanes(), tag("lane"), {"id": self.name("lane")})
        self.put(lane, role=self.random.choice(ROLES))
        etree.SubElement(lane, tag("flowNodeRef")).text = node.get("id")

    def lanes(self) -> etree._Element:
        (process,) = self.root.iter(tag("process"))
        found = process.find(tag("laneSet"))
        if found is None:
            found = etree.Element(tag("laneSet"), {"id": self.name("lanes")})
            process.insert(0, found)
        return found

    def limit(self) -> None:
        """Set a day for a task, or take it away."""
        node = self.pick(self.nodes("userTask"))
        if node is not None:
            due = self.random.choice(DUE)
            self.put(node, due=due, dueClause="A10P1" if due else "")

    def fill(self) -> None:
        """Give a task another form, or none."""
        node = self.pick(self.nodes("userTask"))
        if node is not None:
            self.put(node, form=self.random.choice(("short", "long", "")))

    def call(self) -> None:
        """Let an event wait for another message."""
        definition = self.pick(list(self.root.iter(tag("messageEventDefinition"))))
        if definition is not None:
            name = self.name("called")
            self.root.insert(0, etree.Element(tag("message"), {"id": f"message_{name}", "name": name}))
            definition.set("messageRef", f"message_{name}")

    def put(self, node: etree._Element, **words: str) -> None:
        for word, value in words.items():
            node.attrib.pop(tag(word, JORYE), None)
            if value:
                node.set(tag(word, JORYE), value)
