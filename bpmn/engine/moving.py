# mypy: disable-error-code="misc"
"""Moves a running instance to another version of its process: every token keeps its number and what it remembers.

Elements are the same when their ids are, or when the mapping says so. What waits goes on waiting: tasks and jobs keep
their numbers, timers their due times, joins what has arrived. Events that are new at a place where a token stands are
armed now; events that are gone are waited for no longer. A task is asked of whom the other version asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bpmn.engine.errors import FAULTS
from bpmn.engine.facts import ARMED
from bpmn.engine.instance import Instance
from bpmn.engine.level import Level
from bpmn.engine.obstacles import CannotMove, Obstacle, obstacle
from bpmn.engine.specs.activity import Activity, Work
from bpmn.engine.specs.events import Catching
from bpmn.engine.specs.gateways import EventBasedGateway, ParallelGateway
from bpmn.engine.specs.levels import CallActivity
from bpmn.engine.specs.loops import Repeating
from bpmn.engine.token import READY, STARTED, WAITING, Token, Trigger

if TYPE_CHECKING:
    from bpmn.engine.definition import Definition
    from bpmn.engine.specs.level_spec import LevelSpec
    from bpmn.engine.specs.node import Node

Mapped = Mapping[str, str]
"""Element id of the version it runs → element id of the version it moves to; an id left out stays as it is."""


def move(old: Instance, definition: Definition, mapping: Mapped, now: datetime) -> Instance:
    """Give the instance as it stands in the other version; raises CannotMove with every obstacle."""
    return _Move(old, definition, mapping, now).moved()


class _Move:
    """One instance on its way."""

    def __init__(self, old: Instance, definition: Definition, mapping: Mapped, now: datetime) -> None:
        self._old = old
        self._mapping = mapping
        self._obstacles: list[Obstacle] = []
        self._rearmed: list[Token] = []
        """Tokens that wait for another event than before."""
        self._new = Instance(definition, now, old.language)

    def moved(self) -> Instance:
        new, old = self._new, self._old
        new.last_id, new.ended = old.last_id, old.ended
        new.correlations, new.variables = dict(old.correlations), dict(old.variables)
        for owner_id, level in old.levels.items():
            self._level(owner_id, level)
        if self._obstacles:
            raise CannotMove(self._obstacles)
        for token in self._rearmed:
            _arm(token)
        for number in sorted(new.open):
            _take_over(new.tokens[number], old.tokens[number])
        for level in list(new.levels.values()):
            self._arm_what_is_new(level)
        self._fire_joins_that_are_complete()
        return new

    # --- levels and tokens

    def _level(self, owner_id: int, level: Level) -> None:
        if not owner_id:
            self._fill(level, self._new.definition.process, None)
            return
        owner = self._new.tokens.get(owner_id)
        spec = getattr(owner.task_spec, "inner", None) if owner is not None else None
        if owner is None or spec is None:
            return  # said at the owner's own token
        if isinstance(owner.task_spec, CallActivity) and spec.process_id != level.spec.process_id:
            called = {"old": level.spec.process_id, "new": spec.process_id}
            self._obstacles.append(Obstacle("called_changed", owner.task_spec.facts.element, called))
            return
        self._fill(level, spec, owner)

    def _fill(self, level: Level, spec: LevelSpec, owner: Token | None) -> None:
        if owner is None:
            scope = spec.scope(self._new.variables)
        else:
            scope = spec.scope(dict(level.scope.own)) if spec.owns_scope else owner.scope
        moved = self._new.levels[owner.id if owner else 0] = Level(self._new, spec, owner, scope)
        moved.interrupted = level.interrupted
        for token in level.tasks.values():
            self._token(moved, token)

    def _token(self, level: Level, token: Token) -> None:
        if token.armed and not self._still_awaited(level, token):
            self._let_go(token)
            return
        spec = self._spec(level.spec, token.task_spec)
        code = obstacle(token, spec)
        if spec is None or code:
            self._obstacles.append(Obstacle(code, token.task_spec.facts.element))
            return
        waits_at_join = token._state == WAITING and token.task_spec.joins
        flow = self._flow(level.spec, token, spec) if waits_at_join else token.flow
        if waits_at_join and not flow:
            self._obstacles.append(self._lost(level.spec, token))
            return
        owner = None if token._parent is None else self._new.tokens.get(token._parent)
        if token._parent is not None and owner is None:
            return  # said at the owner's own token
        self._place(level, token, spec, flow, owner)

    def _place(self, level: Level, token: Token, spec: Node, flow: str, owner: Token | None) -> None:
        moved = Token(level, spec, token.id, owner, flow)
        moved._state, moved.armed, moved.finished = token._state, token.armed, token.finished
        moved.internal_data = dict(token.internal_data)
        moved.local = None if token.local is None else dict(token.local)
        moved.triggers = [
            Trigger(each.id, each.number, each.schedule, each.correlation, each.held) for each in token.triggers
        ]
        waits_for_others = any(not _alike(spec, token, each) for each in token.triggers)
        if waits_for_others:
            self._let_go(token)
            moved.triggers = []
        level.adopt(moved)
        if owner is not None:
            owner._children.append(moved.id)
        self._new.restored(moved)
        if moved._state == WAITING and spec.joins:
            level.wait_at_join(moved)
        if waits_for_others:
            self._rearmed.append(moved)

    def _spec(self, level: LevelSpec, old: Node) -> Node | None:
        name = self._renamed(old.facts.element)
        found: Node | None = level.task_specs.get(name)
        if old.name != old.facts.element:  # the inner half of a repeating activity
            return found.child if isinstance(found, Repeating) else None
        return found

    def _renamed(self, element: str) -> str:
        return self._mapping.get(element, element)

    # --- joins

    def _flow(self, level: LevelSpec, token: Token, join: Node) -> str:
        """Find the flow by which a token has come to its join; empty when it is not certain."""
        flow = self._renamed(token.flow)
        if flow in join.incoming:
            return flow
        arrived = _source(token.level.spec, token.flow)
        start = level.task_specs.get(self._renamed(arrived)) if arrived else None
        reached = _incoming_from(start, join) if start is not None else set()
        return reached.pop() if len(reached) == 1 else ""

    def _lost(self, level: LevelSpec, token: Token) -> Obstacle:
        """Say why it is not certain by which flow a token has come to its join: maybe where it comes from is gone."""
        arrived = _source(token.level.spec, token.flow)
        if arrived and self._renamed(arrived) not in level.task_specs:
            return Obstacle("element_gone", arrived)
        return Obstacle("flow_gone", token.task_spec.facts.element, {"flow": token.flow})

    def _fire_joins_that_are_complete(self) -> None:
        for level in list(self._new.levels.values()):
            for name in sorted(level.arrivals):
                spec = level.spec.task_specs[name]
                if isinstance(spec, ParallelGateway):
                    while spec.incoming and all(level.arrivals[name].get(flow) for flow in spec.incoming):
                        token = level.consume(spec)
                        token.entered()
                        token._ready()

    # --- events

    def _still_awaited(self, level: Level, token: Token) -> bool:
        """Tell whether the other version waits for the same events at the same place."""
        spec = self._spec(level.spec, token.task_spec)
        if spec is None or type(spec) is not type(token.task_spec):
            return False
        owner = self._new.tokens.get(token._parent or 0)
        if token._parent is not None and (owner is None or spec not in _awaited_beside(owner.task_spec)):
            return False
        return all(_alike(spec, token, each) for each in token.triggers)

    def _let_go(self, token: Token) -> None:
        for trigger in token.triggers:
            self._new.journal.disarmed(token, trigger)

    def _arm_what_is_new(self, level: Level) -> None:
        old = self._old.levels[0 if level.owner is None else level.owner.id]
        gone = {token.id for token in old.tasks.values() if token.armed} - self._new.tokens.keys()
        known = {self._renamed(spec.facts.element) for spec in old.spec.event_subprocesses}
        let_go = self._elements(old.tasks[number] for number in gone if old.tasks[number].owner is None)
        for spec in level.spec.event_subprocesses:
            if not level.interrupted and (spec.facts.element not in known or spec.facts.element in let_go):
                spec.begin_watch(level)
        for token in [each for each in level.tasks.values() if not each.armed]:
            if token.id in old.tasks:
                self._arm_beside(token, old.tasks[token.id], gone)

    def _arm_beside(self, token: Token, before: Token, gone: set[int]) -> None:
        known = {self._renamed(spec.facts.element) for spec in _awaited_beside(before.task_spec)}
        let_go = self._elements(each for each in before.owned if each.id in gone)
        if token._state not in _LIVING or token.finished:
            return
        for spec in _awaited_beside(token.task_spec):
            waits = any(event.kind in ARMED for event in spec.facts.events)
            if waits and (spec.facts.element not in known or spec.facts.element in let_go):
                token.level.watch(spec, token)

    def _elements(self, tokens: Iterable[Token]) -> set[str]:
        return {self._renamed(token.task_spec.facts.element) for token in tokens}


_LIVING = (STARTED, READY, WAITING)


def _alike(spec: Node, token: Token, trigger: Trigger) -> bool:
    """Tell whether what a trigger waits for is still what the element waits for; a changed time is no other event."""
    before, events = token.event(trigger), spec.facts.events
    if trigger.number >= len(events) or events[trigger.number].kind != before.kind:
        return False
    return before.kind not in ("message", "signal") or events[trigger.number].name == before.name


def _awaited_beside(spec: Node) -> tuple[Node, ...]:
    """Give the elements whose events are waited for while a token stands on an element."""
    if isinstance(spec, EventBasedGateway):
        return tuple(flow.target for flow in spec.flows)
    return spec.boundaries if isinstance(spec, Activity) else ()


def _take_over(token: Token, before: Token) -> None:
    if not isinstance(token.task_spec, Work):
        return
    try:
        token.task_spec.take_over(token, before.task_spec.facts)
        token.instance.journal.moved(token, before)
    except FAULTS as fault:
        token.stop("enter", fault)


def _arm(token: Token) -> None:
    try:
        if isinstance(token.task_spec, Catching):
            token.task_spec.arm_events(token)
    except FAULTS as fault:
        token.stop("enter", fault)


def _source(level: LevelSpec, flow: str) -> str:
    """Name the element that a sequence flow leaves; empty when there is none."""
    nodes = (spec for spec in level.task_specs.values() if any(each.id == flow for each in getattr(spec, "flows", ())))
    return next((node.facts.element for node in nodes), "")


def _incoming_from(start: Node, join: Node) -> set[str]:
    """Give the flows by which a token that leaves an element can come to a join."""
    reached, seen, waiting = set(), {start.name}, [start]
    while waiting:
        for flow in waiting.pop().flows:
            if flow.target is join:
                reached.add(flow.id)
            elif flow.target.name not in seen:
                seen.add(flow.target.name)
                waiting.append(flow.target)
    return reached
