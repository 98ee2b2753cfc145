"""What lies around a level, as far as the level can notice: who catches what is thrown out of it."""

from __future__ import annotations

from typing import NamedTuple

from bpmn.engine.facts import EventFacts
from bpmn.engine.specs.events import Throwing
from bpmn.engine.specs.level_spec import LevelSpec
from bpmn.engine.specs.node import Node
from bpmn.soundness.elements import inner_of, is_armed
from bpmn.soundness.net import LevelNet


class Exit(NamedTuple):
    """How a level ends, or what it throws outwards."""

    kind: str
    """`done`, `error`, `cancel` or `escalation`."""
    code: str = ""
    element: str = ""
    """Where it was thrown."""
    process_id: str = ""


DONE = Exit("done")
ANY = "*"
"""Code of an error that a job may come back with: whatever there is a handler for."""

Layer = tuple[tuple[str, str, bool], ...]
"""The catching events of one activity or level: kind, code, whether it interrupts."""


class Outside(NamedTuple):
    """The surroundings of a level; equal ones let it behave alike."""

    interrupts: frozenset[str] = frozenset()
    """Codes of escalations, thrown inside, that end the level."""
    errors: bool = False
    """Whether somebody outside catches errors, so that a job may leave by one."""
    rescue: bool = False
    """Whether an event from outside may end the level at any time."""


def layers_of(outside: Outside) -> tuple[Layer, ...]:
    """Give surroundings of the same effect."""
    escalations = tuple(("escalation", code, True) for code in sorted(outside.interrupts))
    return ((*escalations, ("error", "", True)) if outside.errors else escalations,)


def outside_of(layers: tuple[Layer, ...], level: LevelSpec, rescue: bool) -> Outside:
    """Sum up the layers around a level, innermost first."""
    codes = thrown_escalations(level)
    return Outside(
        frozenset(code for code in codes if caught(layers, "escalation", code)),
        any(kind == "error" for layer in layers for kind, _, _ in layer),
        rescue,
    )


def caught(layers: tuple[Layer, ...], kind: str, code: str) -> bool:
    """Whether what is thrown is caught by an event that interrupts."""
    for layer in layers:
        found = [{name: interrupts} for each, name, interrupts in layer if each == kind and name in (code, "")]
        if found:
            return next((each[code] for each in found if code in each), next(iter(found[0].values())))
    return False


def layers_around(level: LevelNet, node: Node, beyond: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Give the layers around the inside of an activity: its boundary events, its level's handlers, what lies beyond."""
    own = _layer(node.boundaries)
    handlers = (
        ()
        if node in level.handlers and node.facts.interrupting
        else _layer(tuple(handler for handler in level.handlers if handler is not node))
    )
    return (own, handlers, *beyond)


def may_interrupt(node: Node) -> bool:
    """Whether an event beside the activity may end it at any time."""
    return any(boundary.facts.interrupting and is_armed(boundary) for boundary in node.boundaries)


def matching(events: tuple[EventFacts, ...], kind: str, code: str) -> int:
    """Say how well an element catches: 2 by the code, 1 as it catches all, 0 not."""
    found = [event for event in events if event.kind == kind]
    if any(event.name == code for event in found):
        return 2
    return 1 if any(event.catches_all for event in found) else 0


def thrown_escalations(level: LevelSpec, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the codes of all escalations thrown inside a level, at any depth."""
    if level.key in seen:
        return frozenset()
    seen |= {level.key}
    found: set[str] = set()
    for spec in level.task_specs.values():
        if not isinstance(spec, Node):
            continue
        if isinstance(spec, Throwing):
            found |= {event.name for event in spec.facts.events if event.kind == "escalation"}
        inner = inner_of(spec)
        if inner is not None:
            found |= thrown_escalations(inner, seen)
    return frozenset(found)


def _layer(nodes: tuple[Node, ...]) -> Layer:
    return tuple(
        (event.kind, code, node.facts.interrupting)
        for node in nodes
        for event in node.facts.events
        if event.kind in ("error", "escalation", "cancel")
        for code in ({event.name, ""} if event.catches_all else {event.name})
    )
