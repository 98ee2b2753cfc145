"""Which token may be moved alone, because the order in which the others move cannot matter (partial-order reduction).

Tokens of one level touch each other only at joins, at ends that end more than themselves, and at inclusive joins,
which look at tokens elsewhere. An AND join takes the same tokens in whatever order they came. So one token alone is
moved, in all the ways it can go, when it can still end without ending others, and no inclusive join could decide
otherwise for it.
What is then left out are only other orders of the same moves: every standstill is still found, and so is every state
from which none can be reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bpmn.engine.marking import Marking, Place
from bpmn.engine.specs.node import Node
from bpmn.soundness.elements import is_armed, is_visible
from bpmn.soundness.net import LevelNet


class Chosen(NamedTuple):
    """The token that is moved alone."""

    place: Place
    ready: bool


def chosen(level: LevelNet, marking: Marking) -> Chosen | None:
    """Choose a token that may be moved alone, the one whose branch has begun first; None when there is none."""
    if ends_others(level, marking):
        return None
    movable = [Chosen(place, True) for place in marking.ready]
    movable += [Chosen(place, False) for place in dict.fromkeys(marking.resting) if not place.flow]
    eligible = [each for each in movable if each.place.element in level.spares]
    if level.inclusive and eligible:
        eligible = [each for each in eligible if _free_of_inclusive(level, marking, each.place)]
    return min(eligible, key=lambda each: _turn(level, each), default=None)


def ends_others(level: LevelNet, marking: Marking) -> bool:
    """Whether something that goes on by itself will end more than itself, so that the order of the engine counts."""
    return any(place.element not in level.spares for place in marking.ready)


def _turn(level: LevelNet, each: Chosen) -> tuple[bool, int, bool]:
    node = level.nodes[each.place.element]
    return is_armed(node) and not is_visible(node), level.rank[node.name], not each.ready


def _free_of_inclusive(level: LevelNet, marking: Marking, place: Place) -> bool:
    """Whether no inclusive join could decide otherwise because this token moves first."""
    return all(_free_of(level, marking, place, join) for join in level.inclusive)


def _free_of(level: LevelNet, marking: Marking, place: Place, join: Node) -> bool:
    own = _flows(level, join, place)
    if not own:
        return True
    taken = {each.flow for each in marking.resting if _arrived(each, join)}
    upstream = [flows for each in _elsewhere(marking, join) if (flows := _flows(level, join, each))]
    if any(len(flows) > 1 or not flows.isdisjoint(taken) for flows in upstream):
        return False
    return join.name not in (place.element, *level.following[place.element]) or upstream.count(own) == 1


def _flows(level: LevelNet, join: Node, place: Place) -> frozenset[str]:
    """Give the incoming flows of an inclusive join by which a token may still come."""
    if place.element == join.name and place.flow:
        return frozenset((place.flow,))
    return level.flows_to[join.name][place.element]


def normal(level: LevelNet, resting: Sequence[Place], ready: Sequence[Place]) -> Sequence[Place]:
    """Put one token for all that have come to an inclusive join, when no others matter than whether any came at all."""
    for join in level.inclusive:
        arrived = [place for place in resting if _arrived(place, join)]
        if arrived:
            marking = Marking(level.key, tuple(resting), tuple(ready))
            upstream = [flows for each in _elsewhere(marking, join) if (flows := _flows(level, join, each))]
            taken = {place.flow for place in arrived}
            single = all(len(flows) == 1 and flows.isdisjoint(taken) for flows in upstream)
            if single and len(taken) == len(arrived):
                free = min(set(join.incoming).difference(*upstream))
                resting = [Place(join.name, free), *(place for place in resting if not _arrived(place, join))]
    return resting


def _arrived(place: Place, join: Node) -> bool:
    return place.element == join.name and bool(place.flow) and not place.stage


def may_fire(level: LevelNet, join: Node, marking: Marking) -> bool:
    """Whether an inclusive join fires, by the rule of the engine (see `bpmn.engine.inclusive`)."""
    taken = frozenset(each.flow for each in marking.resting if _arrived(each, join))
    if not taken:
        return False
    reach = level.spec.reach[join.name]
    empty = [flow for flow in join.incoming if flow not in taken]
    for each in _elsewhere(marking, join):
        for way in level.ways_out[each.element]:
            if any(way in reach[flow] for flow in empty) and not any(way in reach[flow] for flow in taken):
                return False
    return True


def _elsewhere(marking: Marking, join: Node) -> Iterator[Place]:
    yield from (each for each in marking.resting if not _arrived(each, join))
    yield from marking.ready


def stuck_join(level: LevelNet, marking: Marking) -> str:
    """Name a join that will never have all its tokens, when nothing can end the level over it; empty when none."""
    arrived = {(place.element, place.flow) for place in marking.resting if place.flow}
    if any(not place.stage for place in marking.ready):  # let the path show where they go
        return ""
    for name in sorted({element for element, _ in arrived}):
        join = level.nodes[name]
        others = {
            place.element for place in (*marking.resting, *marking.ready) if place.element != name or not place.flow
        }
        if join.inclusive or any(not level.ends_more.isdisjoint(level.beyond[each] | {each}) for each in others):
            continue
        fed = {flow for element in others for flow in level.feeds[element]}
        if any((name, flow) not in arrived and flow not in fed for flow in join.incoming):
            return name
    return ""
