"""Where a case would wait for conditions over its data alone: nobody can see from outside what it waits for."""

from __future__ import annotations

from bpmn.engine.marking import Marking, Place
from bpmn.engine.specs.gateways import EventBasedGateway
from bpmn.soundness import elements
from bpmn.soundness.moves import Space


def is_blind(space: Space, marking: Marking) -> bool:
    """Whether nothing is waited for that can be seen from outside, but some condition is."""
    if marking.ready or not marking.resting:
        return False
    armed = () if marking.interrupted else space.level.handlers
    if any(elements.is_visible(handler) for handler in armed):
        return False
    resting = marking.resting
    return all(_waits_unseen(space, place) for place in resting) and any(
        _is_conditional(space, each) for each in resting
    )


def _waits_unseen(space: Space, place: Place) -> bool:
    node = space.level.nodes[place.element]
    if any(elements.is_visible(boundary) for boundary in node.boundaries) or place.stage:
        return False
    inside = space.inside(place)
    return inside.blind if inside else bool(place.flow) or _is_conditional(space, place)


def _is_conditional(space: Space, place: Place) -> bool:
    node = space.level.nodes[place.element]
    if isinstance(node, EventBasedGateway):
        return not any(elements.is_visible(flow.target) for flow in node.flows)
    inside = space.inside(place)
    return inside.blind if inside else elements.is_armed(node) and not elements.is_visible(node)
