"""Keeps what one call did, and makes the Advance of it: net, so that nothing is both opened and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bpmn.engine.plain import copied
from bpmn.engine.scope import overlaid
from bpmn.model import Advance, Closed, Happened, Incident, Job, OpenWork, Subscription, Thrown, Timer, Values

if TYPE_CHECKING:
    from bpmn.engine.instance import Instance
    from bpmn.engine.token import Token, Trigger


class Journal:
    """The record of one call."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._opened: dict[int, Token] = {}
        self._changed: dict[int, Token] = {}
        self._closed: list[Closed] = []
        self._armed: dict[int, Timer] = {}
        self._disarmed: list[int] = []
        self._subscribed: dict[int, Subscription] = {}
        self._unsubscribed: list[int] = []
        self._happened: list[Happened] = []
        self._thrown: list[Thrown] = []

    def happened(self, token: Token, event: Literal["entered", "completed", "cancelled"]) -> None:
        """Add a line to the trace."""
        facts = token.task_spec.facts
        self._happened.append(Happened(facts.element, event, self._instance.now, facts.process_id))

    def opened(self, token: Token) -> None:
        """A user task or a job began to wait."""
        self._opened[token.id] = token

    def moved(self, token: Token, before: Token) -> None:
        """A task of another version goes on waiting."""
        if work_of(token) != work_of(before):
            self._changed[token.id] = token

    def closed(self, token: Token, outcome: Literal["completed", "cancelled"]) -> None:
        """A user task or a job waits no longer."""
        if self._opened.pop(token.id, None) is None:
            self._closed.append(Closed(token.id, outcome))

    def armed(self, token: Token, trigger: Trigger) -> None:
        """A timer, message or signal is waited for."""
        timer, subscription = _timer(token, trigger), _subscription(token, trigger)
        if timer:
            self._armed[trigger.id] = timer
        if subscription:
            self._subscribed[trigger.id] = subscription

    def disarmed(self, token: Token, trigger: Trigger) -> None:
        """It is waited for no longer."""
        kind = token.event(trigger).kind
        if kind == "timer" and self._armed.pop(trigger.id, None) is None:
            self._disarmed.append(trigger.id)
        if kind in ("message", "signal") and self._subscribed.pop(trigger.id, None) is None:
            self._unsubscribed.append(trigger.id)

    def thrown(self, kind: Literal["message", "signal"], name: str, correlation: str, payload: Values) -> None:
        """A message or signal leaves the instance."""
        self._thrown.append(Thrown(kind, name, correlation, copied(dict(payload))))

    def advance(self) -> Advance:
        """Give the record."""
        instance, opened = self._instance, self._opened.values()
        return Advance(
            opened=tuple([work_of(token) for token in opened if token.task_spec.manual]),
            changed=tuple([work_of(token) for token in self._changed.values() if token.id in instance.open]),
            jobs=tuple([_job(token) for token in opened if not token.task_spec.manual]),
            closed=tuple(self._closed),
            armed=tuple(self._armed.values()),
            disarmed=tuple(self._disarmed),
            subscribed=tuple(self._subscribed.values()),
            unsubscribed=tuple(self._unsubscribed),
            thrown=tuple(self._thrown),
            happened=tuple(self._happened),
            incidents=tuple(map(_incident, instance.stopped_tokens())),
            ended=instance.ended,
        )


def work_of(token: Token) -> OpenWork:
    """Give what is told about a task."""
    facts, memory = token.task_spec.facts, token.internal_data
    return OpenWork(
        work_id=token.id,
        process_id=facts.process_id,
        element=facts.element,
        name=facts.name,
        name_en=facts.name_en,
        role=facts.role,
        form=facts.form,
        assign=facts.assign,
        assign_to=copied(memory.get("assign_to")),
        distinct_from=facts.distinct_from,
        clauses=facts.clauses,
        due=memory.get("due"),
        due_clause=facts.due_clause,
        values=copied(overlaid(token.scope)),
    )


def _job(token: Token) -> Job:
    facts = token.task_spec.facts
    parameters = copied(token.internal_data.get("parameters", {}))
    return Job(token.id, facts.process_id, facts.element, facts.name, facts.operation, parameters, facts.execution)


def _timer(token: Token, trigger: Trigger) -> Timer | None:
    return Timer(trigger.id, token.task_spec.facts.element, trigger.schedule.due) if trigger.schedule else None


def _subscription(token: Token, trigger: Trigger) -> Subscription | None:
    event, element = token.event(trigger), token.task_spec.facts.element
    if event.kind == "message":
        return Subscription(trigger.id, element, "message", event.name, trigger.correlation)
    return Subscription(trigger.id, element, "signal", event.name, "") if event.kind == "signal" else None


def _incident(token: Token) -> Incident:
    _, code, message = token.internal_data["incident"]
    return Incident(token.task_spec.facts.element, code, message, token.id)
