"""A choice has a way to go whatever the values are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from bpmn.diagram.vocabulary import ACTIVITIES, child_text, kind
from bpmn.engine.checks.containers import Container
from bpmn.expressions import Expression
from bpmn.expressions.kinds import Type
from bpmn.model import Fix
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.variables.tellers import combinations, domain, holds

CHOOSING = ACTIVITIES | {"exclusiveGateway", "inclusiveGateway"}


def look(subject: Subject) -> Iterator[Found]:
    """Find choices without a default whose conditions may all be false."""
    types = {element: scope.types for scope in subject.scopes for element in scope.graph.nodes}
    for container in subject.containers:
        for element, node in container.elements.items():
            flows = container.outgoing(element)
            if kind(node) not in CHOOSING or node.get("default") or not _all_or_one(container, node):
                continue
            conditions = [subject.conditions.get(str(flow.get("id"))) for flow in flows]
            if not _is_exhaustive(conditions, types.get(element, {})):
                yield Found(element, fix=_fix(element, flows))


def _all_or_one(container: Container, node: etree._Element) -> bool:
    """Tell whether it chooses: several flows of a gateway, or only conditional flows of an activity."""
    flows = container.outgoing(str(node.get("id")))
    conditional = [bool(child_text(flow, "conditionExpression")) for flow in flows]
    if kind(node) in ACTIVITIES:
        return bool(flows) and all(conditional)
    return len(flows) > 1 and any(conditional)


def _fix(element: str, flows: list[etree._Element]) -> Fix | None:
    """Propose the one flow that has no condition."""
    plain = [str(flow.get("id")) for flow in flows if not child_text(flow, "conditionExpression")]
    return Fix("set_default_flow", element, {"flow": plain[0]}) if len(plain) == 1 else None


def _is_exhaustive(conditions: list[Expression | None], types: Mapping[str, Type]) -> bool:
    """Tell whether one condition holds for every combination of the choices that the variables have."""
    compiled = [condition for condition in conditions if condition is not None]
    domains = {name: domain(types.get(name)) for condition in compiled for name in sorted(condition.names)}
    every = combinations(domains)
    if len(compiled) < len(conditions) or not every:
        return False
    return all(any(holds(condition, values) for condition in compiled) for values in every)
