# mypy: disable-error-code="misc"
"""A token: one place in a process level where it stands now. Finished ones are dropped at once, never kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from bpmn.decisions import DecisionError
from bpmn.engine.errors import FAULTS, Fault
from bpmn.engine.moments import Schedule
from bpmn.engine.scope import Overlay, Scope
from bpmn.expressions import Expression, ExpressionError, condition

if TYPE_CHECKING:
    from bpmn.engine.facts import EventFacts
    from bpmn.engine.instance import Instance
    from bpmn.engine.level import Level
    from bpmn.engine.specs.node import Flow, Node

FUTURE, WAITING, READY, STARTED = TaskState.FUTURE, TaskState.WAITING, TaskState.READY, TaskState.STARTED
COMPLETED, ERROR, CANCELLED = TaskState.COMPLETED, TaskState.ERROR, TaskState.CANCELLED

Phase = Literal["enter", "run", "check", "complete"]


@dataclass(slots=True)
class Trigger:
    """One armed event of a token."""

    id: int
    """Timer id or subscription id; a condition has one too, seen by nobody."""
    number: int
    """Which of the element's events."""
    schedule: Schedule | None = None
    correlation: str = ""
    held: bool = False
    """Whether the condition held when it was last looked at."""


class Token(Task):
    """SpiffWorkflow's task, with whole numbers as ids, a scope instead of copied data, and no tree of the past.

    Its children are the tokens that live inside its activity (instances, armed boundary events) until it completes,
    and at completion the tokens it passes on.
    """

    def __init__(self, level: Level, task_spec: Node, number: int, owner: Token | None = None, flow: str = "") -> None:
        """Place a token on an element; SpiffWorkflow's own set-up (random ids, data copies) is not wanted."""
        self.id = number
        self.workflow = level
        self.task_spec = task_spec
        self._parent = None if owner is None else owner.id
        self._children: list[int] = []
        self._state = FUTURE
        self.triggered = False
        self.internal_data: dict[str, Any] = {}
        self.flow = flow
        self.local: dict[str, Any] | None = None
        self.triggers: list[Trigger] = []
        self.armed = False
        """True for a token that only waits for an event (boundary, start of an event sub-process, gateway arm)."""
        self.finished = False
        """True once it wrote what it leaves behind and only has to be passed on."""

    # --- where it stands

    @property
    def level(self) -> Level:
        """The process level it moves on."""
        level: Level = self.workflow
        return level

    @property
    def instance(self) -> Instance:
        """The instance it belongs to."""
        instance: Instance = self.workflow.instance
        return instance

    @property
    def owner(self) -> Token | None:
        """The token inside whose activity this one lives."""
        return None if self._parent is None else self.instance.tokens.get(self._parent)

    @property
    def owned(self) -> list[Token]:
        """The tokens inside its activity."""
        tokens = self.instance.tokens
        return [tokens[number] for number in self._children if number in tokens]

    @property
    def alive(self) -> bool:
        """Whether it is still part of the instance."""
        return self.id in self.workflow.tasks

    # --- data

    @property
    def scope(self) -> Scope:
        """Where it reads and writes."""
        outer: Scope = self.workflow.scope
        return outer if self.local is None else Overlay(self.local, outer)

    @property
    def data(self) -> Mapping[str, Any]:
        """Everything it can read."""
        return self.scope.view()

    def evaluate(self, expression: Expression) -> Any:
        """Evaluate over everything it can read."""
        return expression(self.data, self.instance.now)

    def holds(self, expression: Expression) -> bool:
        """Decide a condition; anything that is not exactly true or false is a fault."""
        return condition(expression, self.data, self.instance.now)

    # --- life

    def _set_state(self, value: int) -> None:
        if self._state != CANCELLED:
            self._state = value

    def run(self) -> bool | None:
        """Run its element; a fault stops this token and no other."""
        try:
            done: bool | None = super().run()
        except FAULTS as fault:
            self.stop("run", fault)
            return False
        return done

    def complete(self) -> None:
        """Complete its element and pass on; a fault stops this token and no other."""
        if not self.alive:
            return
        try:
            super().complete()
        except FAULTS as fault:
            self._drop_children()
            self.stop("complete", fault)

    def send(self, flow: Flow) -> None:
        """Put a token on a sequence flow; the element it leads to takes it in when this token has completed."""
        self._children.append(self.level.place(flow.target, flow=flow.id).id)

    def _drop_children(self, force: bool = False) -> None:
        for child in self.owned:
            if child._state == FUTURE:
                self.level.remove(child)
        self._children = []

    def cancel(self) -> None:
        """Take it and everything inside its activity back."""
        if not self.alive:
            return
        for token in self.owned:
            token.cancel()
        inner = self.instance.levels.get(self.id)
        if inner is not None:
            inner.cancel_all()
        self._journal_cancelled()
        self.level.leave_join(self)
        self._state = CANCELLED
        self.level.remove(self)

    def release(self) -> None:
        """Take back what lives inside its activity: the activity is over."""
        for token in self.owned:
            token.cancel()
        self._children = []

    def vanish(self) -> None:
        """Leave without a trace of cancellation (consumed by a join, or its work is done)."""
        self._state = COMPLETED
        self.level.remove(self)

    def stop(self, phase: Phase, fault: Fault | ExpressionError | DecisionError) -> None:
        """Turn a fault into an incident at this token."""
        if not self.alive:
            return
        self.level.leave_join(self)
        self._state = ERROR
        for token in self.owned:
            if phase == "enter" or (phase == "run" and not token.armed):
                token.cancel()
        self.disarm()
        self.internal_data["incident"] = [phase, fault.code, fault.text(self.instance.language)]
        self.instance.stopped(self)

    def replace(self) -> None:
        """Put a new token in its place (with a new number) and let the element take it in."""
        fresh = self.level.place(self.task_spec, flow=self.flow, owner=self.owner, armed=self.armed)
        fresh.local = self.local
        fresh.internal_data = {key: value for key, value in self.internal_data.items() if key != "incident"}
        self.vanish()
        self.task_spec._update(fresh)

    # --- events

    def arm(self, trigger: Trigger) -> None:
        """Start to wait for an event."""
        self.triggers.append(trigger)
        self.instance.watch(self, trigger)

    def drop(self, trigger: Trigger) -> None:
        """Stop to wait for one event."""
        self.triggers.remove(trigger)
        self.instance.unwatch(self, trigger)

    def disarm(self) -> None:
        """Stop to wait for anything."""
        while self.triggers:
            self.drop(self.triggers[-1])

    def event(self, trigger: Trigger) -> EventFacts:
        """Give the event a trigger waits for."""
        event: EventFacts = self.task_spec.facts.events[trigger.number]
        return event

    # --- the trace

    def entered(self) -> None:
        """Record that its element began."""
        if self.task_spec.visible:
            self.instance.journal.happened(self, "entered")

    def completed(self) -> None:
        """Record that its element ended."""
        if self.task_spec.visible:
            self.instance.journal.happened(self, "completed")

    def _journal_cancelled(self) -> None:
        began = self._state == READY if self.task_spec.joins else self._state in (READY, STARTED, WAITING, ERROR)
        if began and not self.armed and self.task_spec.visible:
            self.instance.journal.happened(self, "cancelled")

    def due(self) -> datetime | None:
        """Give when its next timer fires."""
        return min((trigger.schedule.due for trigger in self.triggers if trigger.schedule), default=None)
