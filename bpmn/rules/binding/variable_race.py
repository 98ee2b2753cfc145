"""Branches that run side by side write different variables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from lxml import etree

from bpmn.diagram.vocabulary import kind
from bpmn.engine.checks.containers import Container
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.variables import Scope

SPLITTING = ("parallelGateway", "inclusiveGateway")


def look(subject: Subject) -> Iterator[Found]:
    """Find variables of which only the last write counts, and nobody knows which that is."""
    for scope in subject.scopes:
        told: set[tuple[str, str, str]] = set()
        for level in scope.levels:
            for element, node in level.elements.items():
                for name, one, other in _races(scope, level, element, node):
                    if (name, one, other) not in told:
                        told.add((name, one, other))
                        yield Found(one, {"variable": name, "other": _shown(scope, other)})


def _races(scope: Scope, level: Container, element: str, node: etree._Element) -> Iterator[tuple[str, str, str]]:
    targets = [str(flow.get("targetRef")) for flow in level.outgoing(element)]
    if kind(node) not in SPLITTING or len(targets) < 2:
        return
    ways = [_reach(level, target, element) for target in targets]
    for one, other in combinations(ways, 2):
        alone, other_alone = (_writes(scope, side) for side in (one - other, other - one))
        for name in sorted(alone.keys() & other_alone.keys()):
            yield name, alone[name], other_alone[name]


def _reach(level: Container, start: str, split: str) -> set[str]:
    """Give everything on the way from a branch's first element, without going through the split again."""
    reached, waiting = set(), [start]
    while waiting:
        element = waiting.pop()
        if element not in reached and element != split:
            reached.add(element)
            waiting += [str(flow.get("targetRef")) for flow in level.outgoing(element)]
    return reached


def _writes(scope: Scope, elements: set[str]) -> dict[str, str]:
    """Give each variable that some element of a branch writes, with the first such element."""
    found: dict[str, str] = {}
    for element in sorted(elements & scope.effects.keys()):
        effect = scope.effects[element]
        for name in (effect.output,) if effect.kept_inside else effect.writes:
            found.setdefault(name, element)
    return found


def _shown(scope: Scope, element: str) -> str:
    return scope.graph.nodes[element].get("name") or element
