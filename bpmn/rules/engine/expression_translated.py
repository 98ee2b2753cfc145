"""An expression wrapped for another engine is read as what stands inside."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import tag
from bpmn.expressions.foreign import unwrapped
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

PLACES = (
    "conditionExpression", "condition", "loopCondition", "loopCardinality", "completionCondition", "timeDate",
    "timeDuration", "timeCycle",
)  # fmt: skip


def look(subject: Subject) -> Iterator[Found]:
    """Find expressions that lose their wrapping."""
    for node in subject.root.iter(*(tag(name) for name in PLACES)):
        text = " ".join((node.text or "").split())
        taken = " ".join(unwrapped(node.text or "").split())
        if text and taken != text:
            yield Found(_owner(node), {"text": text, "taken": taken})


def _owner(node: etree._Element) -> str:
    """Name the element that the expression belongs to: an event definition has an id that nobody knows."""
    around = node.getparent()
    while around is not None and str(around.tag).endswith(("Definition", "Characteristics")):
        around = around.getparent()
    return "" if around is None else str(around.get("id", ""))
