"""What events read when they are thrown or waited for, and what a caught one brings."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from bpmn.diagram.vocabulary import children, kind, own, tag
from bpmn.effects.effect import Effect, Names, Read
from bpmn.engine.facts import EventFacts, Facts
from bpmn.expressions.kinds import ANY, BOOLEAN, TEXT, Type

FAILED: Mapping[str, Type] = {"error_code": TEXT, "error_message": TEXT}
"""What the business error of an operation brings to the event that catches it."""
THROWING = frozenset({"intermediateThrowEvent", "endEvent", "sendTask"})


def add_events(effect: Effect, node: etree._Element, facts: Facts) -> None:
    """Add what the events of an element read and bring."""
    if kind(node) in THROWING:
        for event in facts.events:
            effect.read(event.correlation)
            effect.read(None if facts.parameters else event.payload)  # parameters take the payload's place
        return
    for event in facts.events:
        _waited_for(effect, event)
        _caught(effect, node, event)
    brought = [_brought(node, event) for event in facts.events]
    effect.sure |= frozenset.intersection(*brought) if brought else frozenset()


def _waited_for(effect: Effect, event: EventFacts) -> None:
    effect.read(event.timer.expression if event.timer else None)
    effect.read(event.correlation)
    asked = {name for name, _ in event.properties} if event.correlation is None else set()
    for name, expression in event.own_properties:
        effect.read(expression if name in asked else None)
    if event.condition is not None:  # one whose values are not there yet is simply not true
        effect.reads.append(Read(frozenset(), event.condition.text, BOOLEAN))


def _caught(effect: Effect, node: etree._Element, event: EventFacts) -> None:
    if event.variable:
        effect.writes[event.variable] = ANY
    elif event.kind in ("message", "signal"):
        effect.open |= not own(node, "form")
    else:
        effect.writes |= FAILED if event.kind == "error" else {}
        effect.open |= event.payload is not None  # whoever throws it says what it carries


def _brought(node: etree._Element, event: EventFacts) -> Names:
    """Give what is there for certain when this event has come."""
    if event.variable:
        return frozenset({event.variable})
    return frozenset(FAILED) if event.kind == "error" and not _ends_in_error(_around(node)) else frozenset()


def _around(node: etree._Element) -> etree._Element | None:
    """Give what an event is thrown out of: the activity it stands on, or the level of its event sub-process."""
    level = node.getparent()
    if level is None or kind(node) != "boundaryEvent":
        return None if level is None else level.getparent()
    return next((each for each in level if each.get("id") == node.get("attachedToRef")), None)


def _ends_in_error(thrower: etree._Element | None) -> bool:
    """Tell whether an error may come out of it that no operation has brought: such a one tells nothing of itself."""
    if thrower is None:
        return True
    ends = (children(end, "errorEventDefinition") for end in thrower.iter(tag("endEvent")))
    return any(ends) or kind(thrower) == "callActivity" or any(True for _ in thrower.iter(tag("callActivity")))
