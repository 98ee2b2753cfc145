"""What a way taken tells: where a gateway asks for a value, somebody who gives that value was passed before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from lxml import etree

from bpmn.diagram.vocabulary import kind
from bpmn.engine.checks.containers import Container
from bpmn.expressions import Expression, ExpressionError
from bpmn.expressions.kinds import Type

if TYPE_CHECKING:
    from bpmn.rules.variables.scope import Scope

CHOOSING = ("exclusiveGateway", "inclusiveGateway")
COMBINATIONS = 256
"""So many combinations of values are tried."""
PRECISE = frozenset({"scriptTask", "serviceTask"})
"""Who surely writes one of the values that are known; an answer may be left out."""
Way = tuple[str, str]
"""Gateway → the element that one of its flows leads to."""
Values = tuple[object, ...]


def tellers(scope: Scope) -> Mapping[Way, tuple[frozenset[str], ...]]:
    """Give, for ways that known values choose, groups of elements: of each group one was passed when it is taken."""
    return {
        (element, target): groups
        for level in scope.levels
        for element, node in level.elements.items()
        if kind(node) in CHOOSING
        for target, groups in _ways(scope, level, node)
    }


def holds(condition: Expression, values: Mapping[str, object]) -> bool:
    """Tell whether a condition is true for certain values; one that fails is not."""
    try:
        return condition(values) is True
    except ExpressionError:
        return False


def domain(known: Type | None) -> Values:
    """Give every value that something may have; nothing where they are not known."""
    if known is None:
        return ()
    return known.choices or ((True, False) if known.kind == "bool" else ())


def combinations(domains: Mapping[str, Values]) -> list[dict[str, object]]:
    """Give every combination of values; none where one is not known or they are too many."""
    if not all(domains.values()) or prod(map(len, domains.values())) > COMBINATIONS:
        return []
    return [dict(zip(domains, values, strict=True)) for values in product(*domains.values())]


def _ways(scope: Scope, level: Container, node: etree._Element) -> Iterator[tuple[str, tuple[frozenset[str], ...]]]:
    flows = level.outgoing(str(node.get("id")))
    asked = [None if _is_default(node, flow) else scope.subject.conditions.get(str(flow.get("id"))) for flow in flows]
    conditions = [condition for condition in asked if condition is not None]
    names = {name for condition in conditions for name in condition.names}
    writers = {name: {who: _values(scope, who, name) for who in scope.written.get(name, ())} for name in names}
    given = {name: _joined(list(each.values())) for name, each in writers.items()}
    told = [name for name in names - scope.given.keys() if not any(_is_apart(scope, who) for who in writers[name])]
    every = combinations(given)
    for flow, condition in zip(flows, asked, strict=True) if every else ():
        taken = [values for values in every if _leads(condition, conditions, values)]
        groups = (_group(writers[name], [values[name] for values in taken]) for name in told)
        yield str(flow.get("targetRef")), tuple(group for group in groups if group)


def _is_default(node: etree._Element, flow: etree._Element) -> bool:
    return flow.get("id") == node.get("default")


def _leads(condition: Expression | None, others: Sequence[Expression], values: Mapping[str, object]) -> bool:
    """Tell whether values take a way: by its condition, or as the default when no other way is taken."""
    return not any(holds(other, values) for other in others) if condition is None else holds(condition, values)


def _group(writers: Mapping[str, Values], taken: list[object]) -> frozenset[str]:
    return frozenset(who for who, values in writers.items() if any(value in values for value in taken))


def _joined(each: Sequence[Values]) -> Values:
    return tuple(dict.fromkeys(value for values in each for value in values)) if all(each) else ()


def _values(scope: Scope, writer: str, name: str) -> Values:
    """Give the values that an element may write; nothing where nobody can tell."""
    effect = scope.effects[writer]
    known = effect.writes.get(name)
    for text in effect.scripts:
        known = scope.scripted(text, {}).get(name, known)
    values = domain(known)
    return values if kind(scope.graph.nodes[writer]) in PRECISE or not values else (*values, None)


def _is_apart(scope: Scope, writer: str) -> bool:
    """Tell whether an element writes for an instance of its own, whose other variables may stay there."""
    inside = [scope.graph.nodes[writer], *scope.graph.nodes[writer].iterancestors()]
    return any(scope.effects[str(node.get("id"))].inner for node in inside if node.get("id") in scope.effects)
