# mypy: disable-error-code="misc"
"""Events: where a process starts, ends, waits and throws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs import defaults as bpmn
from SpiffWorkflow.spiff.specs import defaults as spiff

from bpmn.engine import delivery
from bpmn.engine.errors import Fault
from bpmn.engine.facts import ARMED, EventFacts
from bpmn.engine.moments import schedule
from bpmn.engine.specs.activity import Activity, ServiceWork
from bpmn.engine.specs.node import Node
from bpmn.engine.token import WAITING, Trigger

if TYPE_CHECKING:
    from bpmn.engine.token import Token


class Catching(Node):
    """An element that waits for one of its events, or for all of them."""

    def arm_events(self, token: Token) -> None:
        """Start to wait."""
        for number, event in enumerate(self.facts.events):
            if event.kind in ARMED:
                arm(token, number, event)
        token._set_state(WAITING)

    def fired(self, token: Token, trigger: Trigger, payload: Any) -> None:
        """One event has come."""
        if not self.enough(token, trigger):
            return
        event = token.event(trigger)
        if token.owner is None or not token.armed:
            token.disarm()
            self.go_on(token, event, payload)
            return
        gateway = token.owner
        fresh = token.level.place(self)
        gateway.complete()
        delivery.begin_placed(fresh, event, payload)

    def enough(self, token: Token, trigger: Trigger) -> bool:
        """Tell whether all that has to come has come, and note this one."""
        if not self.facts.all_events or len(self.facts.events) < 2:
            return True
        seen: list[int] = token.internal_data.setdefault("seen", [])
        seen.append(trigger.number)
        if len(seen) < len(self.facts.events):
            token.drop(trigger)
            return False
        return True

    def go_on(self, token: Token, event: EventFacts, payload: Any) -> None:
        """Let the waiting token itself run."""
        try:
            delivery.take_payload(token, event, payload)
            token._ready()
        except Fault as fault:
            token.stop("enter", fault)


def arm(token: Token, number: int, event: EventFacts) -> None:
    """Arm one event of a token; raises Fault when its value cannot be used."""
    trigger = Trigger(token.instance.new_id(), number)
    if event.kind == "timer" and event.timer is not None:
        value = event.timer.text if event.timer.expression is None else token.evaluate(event.timer.expression)
        trigger.schedule = schedule(value, token.instance.now)
    elif event.kind == "message":
        trigger.correlation = delivery.expected_correlation(token, event)
    token.arm(trigger)


class StartEvent(Node, bpmn.StartEvent):
    """Where a process begins; what it waited for has come when the instance is there."""


class CatchEvent(Catching, bpmn.IntermediateCatchEvent):
    """Waits on a sequence flow, or behind an event-based gateway."""

    def _update_hook(self, token: Token) -> bool:
        if not token.armed:
            token.entered()
        if not any(event.kind in ARMED for event in self.facts.events):
            return True
        self.arm_events(token)
        return False


class ReceiveTask(Catching, Activity, spiff.ReceiveTask):
    """A task that waits for a message."""

    def _update_hook(self, token: Token) -> bool:
        if token.armed:
            self.arm_events(token)
            return False
        return Activity._update_hook(self, token)

    def begin(self, token: Token) -> bool:
        self.arm_events(token)
        return False


class Throwing(Node):
    """An element that throws its events when a token passes."""

    def throw(self, token: Token) -> None:
        """Throw every event."""
        for event in self.facts.events:
            if event.kind in ("message", "signal"):
                delivery.throw(token, event)
            elif event.kind == "escalation":
                _escalate(token, event)

    def _run_hook(self, token: Token) -> bool:
        self.throw(token)
        return True


def _escalate(token: Token, event: EventFacts) -> None:
    found = delivery.catcher(token, "escalation", event.name, from_level=True)
    if found is not None:
        payload = None if event.payload is None else token.evaluate(event.payload)
        if found[0][1].facts.interrupting:
            token.completed()
            token.vanish()
        delivery.catch(*found, payload)


class ThrowEvent(Throwing, bpmn.IntermediateThrowEvent):
    """Throws and goes on; one without an event only marks a place."""


class SendTask(Throwing, ServiceWork, spiff.SendTask):
    """Sends a message; without one it is a job for the operation that sends."""

    def begin(self, token: Token) -> bool:
        return True if self.facts.events else ServiceWork.begin(self, token)


class EndEvent(Throwing, bpmn.EndEvent):
    """Ends a path; error, cancel and terminate end more than that."""

    def _run_hook(self, token: Token) -> bool:
        for event in self.facts.events:
            if event.kind == "error":
                self._leave(token, "error", event)
            elif event.kind == "cancel":
                self._leave(token, "cancel", event)
        self.throw(token)
        return True

    def _leave(self, token: Token, kind: str, event: EventFacts) -> None:
        found = delivery.catcher(token, kind, event.name, from_level=True)
        if found is None:
            raise Fault(f"unhandled_{kind}", error=event.name)
        payload = None if event.payload is None else token.evaluate(event.payload)
        token.completed()
        token.vanish()
        delivery.catch(*found, payload)

    def _on_complete_hook(self, token: Token) -> None:
        if any(event.kind == "terminate" for event in self.facts.events):
            token.level.cancel_all(but=token)
        token.completed()


class BoundaryEvent(Catching, bpmn.BoundaryEvent):
    """Waits beside an activity; interrupting, it takes the activity back."""

    def _update_hook(self, token: Token) -> bool:
        if token.armed:
            self.arm_events(token)
            return False
        token.entered()
        return True

    def fired(self, token: Token, trigger: Trigger, payload: Any) -> None:
        host = token.owner
        if host is None or not self.enough(token, trigger):
            return
        event = token.event(trigger)
        if not self.facts.interrupting:
            arm_again(token, trigger)
        self.begin_at(host, event, payload)

    def begin_at(self, host: Token, event: EventFacts, payload: Any) -> None:
        """Take over from the activity, or begin beside it."""
        token = host.level.place(self)
        if self.facts.interrupting:
            host.cancel()
        delivery.begin_placed(token, event, payload)


def arm_again(token: Token, trigger: Trigger) -> None:
    """Go on waiting after a firing that did not interrupt: a timer for its next time, when it has one."""
    if token.internal_data.pop("seen", None):
        token.disarm()
        token.task_spec._update(token)
    elif trigger.schedule is not None:
        following = trigger.schedule.next()
        token.drop(trigger)
        if following is not None:
            token.arm(Trigger(token.instance.new_id(), trigger.number, following))
        if not token.triggers:
            token.vanish()
