"""Which parts of a process run side by side, so that nobody knows which of them writes last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from lxml import etree

from bpmn.diagram.vocabulary import ACTIVITIES, EVENTS, PEOPLE, SUB_PROCESSES, child_text, is_true, kind
from bpmn.engine.checks.containers import Container, is_event_sub_process
from bpmn.rules.variables.graph import leaving
from bpmn.rules.variables.scope import Scope

WAITING = PEOPLE | {"receiveTask", "intermediateCatchEvent", "callActivity"}
"""Where a token stays long enough for others to pass it; what comes before happens in one go."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two parts of a process, each the elements that write in it, by the variable they write."""

    one: dict[str, str]
    other: dict[str, str]

    def races(self) -> Iterator[tuple[str, str, str]]:
        """Give each variable that both write, with an element of each."""
        for name in sorted(self.one.keys() & self.other.keys()):
            yield name, self.one[name], self.other[name]


def beside(scope: Scope) -> Iterator[Beside]:
    """Give every two parts that run side by side."""
    for level in scope.levels:
        for element, node in level.elements.items():
            yield from _split(scope, level, element, node)
            yield from _attached(scope, level, element)
            if is_event_sub_process(node) and _goes_on(node):
                inside = _inside(scope, node)
                rest = set().union(*(_inside(scope, each) | {other} for other, each in level.elements.items()))
                yield _pair(scope, level, inside, rest - inside)


def repeated(scope: Scope) -> Iterator[tuple[str, str]]:
    """Give each variable that instances running at the same time hand out to all, with the element that writes it."""
    for level in scope.levels:
        for element, node in level.elements.items():
            loop = scope.subject.facts[element].loop if element in scope.subject.facts else None
            if loop is not None and loop.kind == "parallel" and not loop.output:
                inside = _inside(scope, node) | {element}
                written = _writes(scope, level, inside)
                yield from ((name, written[name]) for name in sorted(written.keys() - scope.effects[element].inner))


def _split(scope: Scope, level: Container, element: str, node: etree._Element) -> Iterator[Beside]:
    outgoing = level.outgoing(element)
    if kind(node) not in ACTIVITIES | EVENTS | {"parallelGateway", "inclusiveGateway"}:
        return
    if len(outgoing) < 2:
        return
    ways = {flow: _reach(scope, [str(flow.get("targetRef"))], {element}) for flow in outgoing}
    for one, other in combinations(outgoing, 2):
        if not _excluded(node, one, other):
            yield _pair(scope, level, ways[one] - ways[other], ways[other] - ways[one])


def _excluded(node: etree._Element, *flows: etree._Element) -> bool:
    """Tell whether only one of two flows is ever taken: the default flow is when no condition is true."""
    default = [flow for flow in flows if flow.get("id") == node.get("default")]
    asked = [flow for flow in flows if child_text(flow, "conditionExpression")]
    return bool(default) and bool(asked) and kind(node) != "parallelGateway"


def _attached(scope: Scope, level: Container, host: str) -> Iterator[Beside]:
    """Pair the ways of boundary events that let their activity go on with it, and with each other."""
    events = [
        element
        for element, node in level.elements.items()
        if kind(node) == "boundaryEvent" and node.get("attachedToRef") == host and _goes_on(node)
    ]
    ways = {event: _reach(scope, [event], {host}) for event in events}
    inside = _inside(scope, level.elements[host])
    main = _reach(scope, [host], set(events)) if events else set()
    for way in ways.values():
        late = _reach(scope, (each for each in way if _waits(scope, each)), {host})
        yield _pair(scope, level, late - main, main - way)
        yield _pair(scope, level, way - inside, inside - way)
    for one, other in combinations(ways.values(), 2):
        yield _pair(scope, level, one - other, other - one)


def _goes_on(node: etree._Element) -> bool:
    """Tell whether an event lets run what it happens beside."""
    if kind(node) == "boundaryEvent":
        return not is_true(node, "cancelActivity", "true")
    return any(kind(start) == "startEvent" and not is_true(start, "isInterrupting", "true") for start in node)


def _waits(scope: Scope, element: str) -> bool:
    node, facts = scope.graph.nodes.get(element), scope.subject.facts.get(element)
    return node is not None and (kind(node) in WAITING or (facts is not None and facts.execution == "external"))


def _inside(scope: Scope, node: etree._Element) -> set[str]:
    """Give the elements drawn in a sub-process, at any depth."""
    if kind(node) not in SUB_PROCESSES:
        return set()
    return {str(each.get("id")) for each in node.iter() if each is not node and each.get("id") in scope.graph.nodes}


def _reach(scope: Scope, starts: Iterable[str], without: set[str]) -> set[str]:
    """Give everything on the ways from some elements, without going through others."""
    closed = without | {leaving(element) for element in without}
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        point = waiting.pop()
        if point not in reached and point not in closed:
            reached.add(point)
            waiting += scope.graph.after[point]
    return reached


def _pair(scope: Scope, level: Container, one: set[str], other: set[str]) -> Beside:
    return Beside(_writes(scope, level, one), _writes(scope, level, other))


def _writes(scope: Scope, level: Container, elements: set[str]) -> dict[str, str]:
    """Give each variable that some element writes for the level to see, with the first such element."""
    found: dict[str, str] = {}
    for element in sorted(elements & scope.effects.keys()):
        if not _is_kept(scope, level, element):
            effect = scope.effects[element]
            for name in effect.given or effect.writes:
                found.setdefault(name, element)
    return found


def _is_kept(scope: Scope, level: Container, element: str) -> bool:
    """Tell whether what an element writes stays in an instance around it that the level does not lie in."""
    around = set(level.node.iterancestors()) | {level.node}
    outer = (node for node in scope.graph.nodes[element].iterancestors() if node not in around)
    return any(scope.effects[str(node.get("id"))].given for node in outer if node.get("id") in scope.effects)
