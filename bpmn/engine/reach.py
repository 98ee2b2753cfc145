"""From where an inclusive join can still be reached, worked out once per level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bpmn.engine.specs.node import Node

LEAVING = ">"
"""Ends the name of an element when its token is on the way out, by the element's own end."""


def reach(join: Node, nodes: Iterable[Node]) -> dict[str, frozenset[str]]:
    """Give, for each incoming flow of the join, the places from which it is reached without passing the join.

    A place is an element (a token comes in) or an element with `>` (a token is on its way out).
    """
    before: defaultdict[str, set[str]] = defaultdict(set)
    source_of: dict[str, str] = {}
    for node in nodes:
        before[node.name + LEAVING].add(node.name)
        for flow in node.flows:
            before[flow.target.name].add(node.name + LEAVING)
            source_of[flow.id] = node.name + LEAVING
        for boundary in node.boundaries:
            before[boundary.name].add(node.name)
    return {flow: _from(source_of[flow], before, join.name) for flow in join.incoming}


def _from(place: str, before: defaultdict[str, set[str]], never: str) -> frozenset[str]:
    found, waiting = {place}, [place]
    while waiting:
        for earlier in before[waiting.pop()]:
            if earlier not in found and earlier != never and earlier != never + LEAVING:
                found.add(earlier)
                waiting.append(earlier)
    return frozenset(found)
