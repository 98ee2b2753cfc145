"""When an inclusive join may fire, as BPMN 2.0 has it (Table 13.3, Inclusive Gateway).

A token elsewhere on the level holds the join back when it can still reach an incoming flow without a token, unless it
can as well reach one that has a token; paths through the join itself do not count. Each way out of an activity (its own
end, each boundary event) is looked at on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bpmn.engine.reach import LEAVING
from bpmn.engine.token import WAITING

if TYPE_CHECKING:
    from bpmn.engine.instance import Instance
    from bpmn.engine.level import Level
    from bpmn.engine.token import Token

Reach = Mapping[str, frozenset[str]]
"""Incoming flow of a join → places from which it can be reached without passing the join (see `reach`)."""


def ready_joins(instance: Instance) -> Iterator[tuple[Level, Any]]:
    """Give the inclusive joins that may fire now."""
    for level in list(instance.levels.values()):
        for name in sorted(level.arrivals):
            spec = level.spec.task_specs[name]
            if spec.inclusive and any(level.arrivals[name].values()) and _may_fire(level, spec):
                yield level, spec


def _may_fire(level: Level, spec: Any) -> bool:
    reach: Reach = level.spec.reach[spec.name]
    waiting = level.arrivals[spec.name]
    taken = [flow for flow in spec.incoming if waiting.get(flow)]
    empty = [flow for flow in spec.incoming if not waiting.get(flow)]
    for token in level.busy.values():
        if token.task_spec is spec and token._state == WAITING:
            continue
        for way in _ways_out(token):
            if any(way in reach[flow] for flow in empty) and not any(way in reach[flow] for flow in taken):
                return False
    return True


def _ways_out(token: Token) -> Iterator[str]:
    spec = token.task_spec
    yield spec.name + LEAVING
    for boundary in spec.boundaries:
        yield boundary.name
