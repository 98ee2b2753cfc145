"""Finds the faults of one level in what was explored of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from bpmn.engine.marking import Marking, Place
from bpmn.soundness import elements
from bpmn.soundness.exploring import Edge, Explored
from bpmn.soundness.graphs import closure, cyclic
from bpmn.soundness.verdict import Fault, FaultKind, Step, Steps, path_of

LOOPS = 20
"""Loops of one level that are told."""


def faults_of(explored: Explored) -> Iterator[Fault]:
    """Give the faults of one level, paths counted from its beginning."""
    yield from _standstills(explored)
    yield from _growing(explored)
    yield from _loops(explored)
    yield from _twice(explored)


def told(explored: Explored, kind: FaultKind, element: str, steps: Steps) -> Fault:
    """Make a fault of an element of the level."""
    facts = explored.space.level.nodes[element].facts
    return Fault(kind, facts.element, path_of(steps), facts.process_id, steps)


# --- cannot complete


def _standstills(explored: Explored) -> Iterator[Fault]:
    bad = _hopeless(explored)
    dead = {number for number in bad if number in explored.stuck or all(edge.beside for edge in explored.edges[number])}
    inside = {number for number in dead if _stands_still_inside(explored, explored.markings[number])}
    found: dict[str, list[int]] = {}
    for number in dead - inside if explored.space.level.nodes else ():
        found.setdefault(_culprit(explored, number), []).append(number)
    for element, numbers in found.items():
        yield told(explored, "cannot_complete", element, explored.path_to(explored.nearest(numbers)))
    circling = {number for number in bad - _leading_to(explored, dead) if not _rescued(explored, number)}
    if circling:
        number = explored.nearest(_going_round(explored, circling) or circling)
        marking = explored.markings[number]
        element = (*marking.resting, *marking.ready)[0].element
        yield told(explored, "cannot_complete", element, explored.path_to(number))


def goes_round(explored: Explored) -> bool:
    """Whether a marking can be reached from which the level neither ends by itself nor stands still."""
    bad = _hopeless(explored)
    dead = {number for number in bad if number in explored.stuck or not explored.edges[number]}
    return bool(bad - _leading_to(explored, dead))


def _going_round(explored: Explored, numbers: set[int]) -> set[int]:
    """Give those of some markings that come back to themselves, where something is waited for if possible."""
    around = set(cyclic({n: [e.target for e in explored.edges[n] if e.target in numbers] for n in numbers}))
    return {number for number in around if not explored.markings[number].ready} or around


def _hopeless(explored: Explored) -> set[int]:
    """Give the markings from which the level cannot end any more."""
    good = {*explored.leaving, *explored.unknown, *explored.growing}
    return set(range(len(explored.markings))) - _leading_to(explored, good)


def _leading_to(explored: Explored, numbers: set[int]) -> frozenset[int]:
    backwards: dict[int, list[int]] = {}
    for number, edges in enumerate(explored.edges):
        for edge in edges:
            backwards.setdefault(edge.target, []).append(number)
    return closure(numbers, backwards)


def _stands_still_inside(explored: Explored, marking: Marking) -> bool:
    """Whether an activity never ends because of what is inside: then that is the fault, told there."""
    for place in marking.resting:
        inside = explored.space.inside(place)
        if inside is not None and not inside.exits and not inside.empty:
            return True
    return False


def _culprit(explored: Explored, number: int) -> str:
    marking = explored.markings[number]
    joins = [place.element for place in marking.resting if place.flow]
    others = [place.element for place in (*marking.resting, *marking.ready)]
    return explored.stuck.get(number) or [*joins, *others, *explored.space.level.nodes][0]


def _rescued(explored: Explored, number: int) -> bool:
    """Whether an event from outside may end the level all the same."""
    space, marking = explored.space, explored.markings[number]
    return space.outside.rescue or space.failures(marking) or any(True for _ in space.interruptions(marking))


# --- unbounded, loops, elements entered twice


def _growing(explored: Explored) -> Iterator[Fault]:
    if explored.growing:
        number = explored.nearest(explored.growing)
        origin = explored.markings[number]
        standing = [place.element for place in (*origin.resting, *origin.ready)]
        element = max(standing, key=standing.count)
        yield told(explored, "unbounded", element, explored.path_to(number))


def _loops(explored: Explored) -> Iterator[Fault]:
    """Find the ways to go round without anybody's help."""
    alone = {number: [edge for edge in edges if edge.alone] for number, edges in enumerate(explored.edges)}
    around = cyclic({number: [edge.target for edge in edges] for number, edges in alone.items()})
    known: set[str] = set()
    for number in sorted(around, key=lambda number: (explored.costs[number], number)):
        steps = _round(number, alone)
        elements = {step.element for step in steps if step.kind != "flow"}
        if elements and known.isdisjoint(elements) and len(known) < LOOPS:
            element = next(step.element for step in steps if step.kind != "flow")
            yield told(explored, "loop_without_wait", element, (*explored.path_to(number), *steps))
        known |= elements


def _round(number: int, alone: dict[int, list[Edge]]) -> Steps:
    """Give the shortest way from a marking back to itself."""
    ways: dict[int, Steps] = {number: ()}
    waiting = [number]
    for at in waiting:
        for edge in alone[at]:
            if edge.target == number:
                return (*ways[at], *edge.steps)
            if edge.target not in ways:
                ways[edge.target] = (*ways[at], *edge.steps)
                waiting.append(edge.target)
    return ()


def _twice(explored: Explored) -> Iterator[Fault]:
    """Find activities that a second token enters, or may enter, while a first one stands there."""
    level = explored.space.level
    found: dict[str, tuple[int, Steps]] = {}
    for number in sorted(range(len(explored.markings)), key=lambda number: explored.costs[number]):
        marking = explored.markings[number]
        standing = [place for place in (*marking.ready, *marking.resting) if not place.flow]
        if len(standing) < 2:
            continue
        for one, other in combinations(standing, 2):
            for element, steps in _meeting(explored, one, other):
                if element in level.main:
                    found.setdefault(element, (number, steps))
    for element, (number, steps) in found.items():
        yield told(explored, "improper_completion", element, (*explored.path_to(number), *steps))


def _meeting(explored: Explored, one: Place, other: Place) -> Iterator[tuple[str, Steps]]:
    level = explored.space.level
    for still, moving in ((one, other), (other, one)):
        node = level.nodes[still.element]
        if still.stage or not (elements.waits(node) or elements.inner_of(node)):
            continue
        if still.element == moving.element:
            yield still.element, ()
        elif still.element in level.beyond_freely[moving.element]:
            yield still.element, _way(explored, moving.element, still.element)


def _way(explored: Explored, origin: str, target: str) -> Steps:
    """Give the shortest way between two elements that needs no other token."""
    level = explored.space.level
    ways: dict[str, Steps] = {origin: (Step("pass", level.nodes[origin].facts.element),)}
    waiting = [origin]
    for at in waiting:
        for name in () if at != origin and elements.is_join(level.nodes[at]) else level.following[at]:
            if name == target:
                return ways[at]
            if name not in ways:
                ways[name] = (*ways[at], Step("pass", level.nodes[name].facts.element))
                waiting.append(name)
    return ways[origin]


def never_reached(explored: Explored) -> Iterator[Fault]:
    """Find elements that no token comes to; of several in a row only the first."""
    level = explored.space.level
    passed = explored.passed
    missing = [name for name in level.nodes if name not in passed]
    before: dict[str, set[str]] = {}
    for name, following in level.following.items():
        for other in following:
            before.setdefault(other, set()).add(name)
    for name in missing:
        if not before.get(name) or not before[name].isdisjoint(passed):
            yield told(explored, "dead_element", name, ())
