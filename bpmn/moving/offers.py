"""Which element of a new version could stand for one that is gone."""

from __future__ import annotations

from difflib import SequenceMatcher

from bpmn.engine import Definition
from bpmn.engine.specs.activity import Work
from bpmn.engine.specs.level_spec import LevelSpec
from bpmn.engine.specs.node import Node
from bpmn.moving.judgement import Offer

MOST = 10
"""Options offered for one element."""


def offer(element: str, old: Definition, new: Definition) -> Offer | None:
    """Give the elements of the same kind on the same level, those with a like name, form and place first."""
    before = _find(element, old)
    if before is None:
        return None
    level, node = before
    same_level = new.levels.get(level.key)
    if same_level is None:
        return None
    fitting = [each for each in _nodes(same_level) if _same_kind(node, each)]
    ranked = sorted(fitting, key=lambda each: (-_likeness(node, each, level), each.name))
    return Offer(element, tuple(each.name for each in ranked[:MOST])) if ranked else None


def _find(element: str, definition: Definition) -> tuple[LevelSpec, Node] | None:
    for level in definition.levels.values():
        node = level.task_specs.get(element)
        if isinstance(node, Node):
            return level, node
    return None


def _nodes(level: LevelSpec) -> list[Node]:
    return [node for node in level.task_specs.values() if isinstance(node, Node) and node.name == node.facts.element]


def _same_kind(one: Node, other: Node) -> bool:
    return type(one) is type(other) or (isinstance(one, Work) and isinstance(other, Work))


def _likeness(one: Node, other: Node, level: LevelSpec) -> float:
    """Weigh names, the form, and whether the elements that follow are the same."""
    names = SequenceMatcher(None, one.facts.name or one.name, other.facts.name or other.name).ratio()
    form = bool(one.facts.form) and one.facts.form == other.facts.form
    after = {flow.target.name for flow in one.flows} & {flow.target.name for flow in other.flows}
    still_there = other.name in level.task_specs
    return names + form + bool(after) - still_there
