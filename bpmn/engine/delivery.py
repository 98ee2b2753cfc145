"""Brings events to where they are waited for: fired timers, messages, signals, conditions, errors, escalations."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bpmn.engine.errors import FAULTS, Fault
from bpmn.engine.facts import EventFacts
from bpmn.engine.token import Token, Trigger
from bpmn.expressions import ExpressionError

if TYPE_CHECKING:
    from bpmn.engine.instance import Instance
    from bpmn.engine.level import Level
    from bpmn.engine.specs.node import Node


def fire(token: Token, trigger: Trigger, payload: Any) -> None:
    """Fire one armed event of a token."""
    token.task_spec.fired(token, trigger, payload)


def begin_fired(level: Level, spec: Node, event: EventFacts, payload: Any) -> Token:
    """Put a token on an element whose event has come, and let it run."""
    token = level.place(spec)
    begin_placed(token, event, payload)
    return token


def begin_placed(token: Token, event: EventFacts, payload: Any) -> None:
    """Let a token that stands on an element whose event has come run."""
    try:
        token.entered()
        take_payload(token, event, payload)
        token._ready()
    except FAULTS as fault:
        token.stop("enter", fault)


def take_payload(token: Token, event: EventFacts, payload: Any) -> None:
    """Write what came with an event: into the event's variable, or merged into the scope."""
    if event.variable:
        token.scope.put({event.variable: payload})
    elif isinstance(payload, Mapping) and payload:
        token.instance.definition.check_names(payload)
        token.scope.put(payload)
    if event.properties and isinstance(payload, Mapping):
        token.instance.correlations.update(_readable(event, payload, token))


# --- conditions


def check_conditions(instance: Instance) -> None:
    """Fire each condition that has become true; one whose values are not there yet is not true."""
    for token in [instance.conditions[number] for number in sorted(instance.conditions)]:
        for trigger in list(token.triggers):
            if token.alive and token.event(trigger).kind == "conditional":
                _check_condition(token, trigger)


def _check_condition(token: Token, trigger: Trigger) -> None:
    expression = token.event(trigger).condition
    known = token.data
    if expression is None or not all(name in known for name in expression.names):
        trigger.held = False
        return
    try:
        holds = token.evaluate(expression) is not None and token.holds(expression)
    except FAULTS as fault:
        token.stop("enter", fault)
        return
    if holds and not trigger.held:
        trigger.held = True
        fire(token, trigger, None)
    else:
        trigger.held = holds


# --- messages and signals


def throw(token: Token, event: EventFacts) -> None:
    """Throw a message or a signal: it leaves the instance, and reaches whoever waits inside it."""
    payload = _payload(token, event)
    sent = payload if isinstance(payload, Mapping) else {"payload": payload}
    if event.kind == "message":
        correlation = _thrown_correlation(token, event, sent)
        token.instance.journal.thrown("message", event.name, correlation, sent)
        deliver_message(token.instance, event.name, correlation, payload)
    else:
        token.instance.journal.thrown("signal", event.name, "", sent)
        broadcast(token.instance, event.name, payload)


def _payload(token: Token, event: EventFacts) -> Any:
    parameters = token.task_spec.facts.parameters
    if parameters:
        return {name: token.evaluate(expression) for name, expression in parameters.items()}
    return {} if event.payload is None else token.evaluate(event.payload)


def deliver_message(instance: Instance, name: str, correlation: str, payload: Any) -> bool:
    """Bring a message to the one place that waits for it, the oldest when there are several; tell whether there is."""
    for token, trigger in _waiting(instance, "message", name):
        if _correlates(token, trigger, correlation, payload):
            fire(token, trigger, payload)
            return True
    return False


def broadcast(instance: Instance, name: str, payload: Any) -> bool:
    """Bring a signal to every place that waits for it; tell whether there was one."""
    reached = False
    for token, trigger in list(_waiting(instance, "signal", name)):
        if token.alive and trigger in token.triggers:
            fire(token, trigger, payload)
            reached = True
    return reached


def _waiting(instance: Instance, kind: str, name: str) -> Iterator[tuple[Token, Trigger]]:
    found = [
        (trigger.id, token, trigger)
        for token in instance.watching.values()
        for trigger in token.triggers
        if token.event(trigger).kind == kind and token.event(trigger).name == name
    ]
    for _, token, trigger in sorted(found, key=lambda entry: entry[0]):
        yield token, trigger


def _correlates(token: Token, trigger: Trigger, correlation: str, payload: Any) -> bool:
    if not trigger.correlation or trigger.correlation == correlation:
        return True
    if correlation or not isinstance(payload, Mapping):
        return False
    return trigger.correlation == joined(_readable(token.event(trigger), payload, token).values())


def expected_correlation(token: Token, event: EventFacts) -> str:
    """Give the value by which a message must name this place; empty when any will do."""
    if event.correlation is not None:
        return _text(token.evaluate(event.correlation))
    own = dict(event.own_properties)
    values: list[Any] = []
    for name, _ in event.properties:
        known = token.evaluate(own[name]) if name in own else token.instance.correlations.get(name)
        if known is None:
            return ""
        values.append(known)
    return joined(values)


def _thrown_correlation(token: Token, event: EventFacts, payload: Mapping[str, Any]) -> str:
    if event.correlation is not None:
        return _text(token.evaluate(event.correlation))
    values = _readable(event, ChainMap(dict(payload), dict(token.data)), token)
    token.instance.correlations.update(values)
    return joined(values.values())


def _readable(event: EventFacts, payload: Mapping[str, Any], token: Token) -> dict[str, Any]:
    """Read the correlation properties that this payload has."""
    values = {}
    for name, expression in event.properties:
        try:
            values[name] = expression(payload, token.instance.now)
        except ExpressionError:
            continue
    return values


def joined(values: Any) -> str:
    """Write correlation values as one text."""
    return "|".join(map(_text, values))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


# --- errors, escalations, cancellation: outwards from where they are thrown

Handler = tuple["Token | Level", "Node"]
"""Where an event is caught: the activity with its boundary event, or the level with its event sub-process."""


def handlers(token: Token, *, from_level: bool) -> Iterator[Handler]:
    """Give every boundary event and event sub-process outwards from a token, innermost first."""
    here: Token | None = token
    if not from_level:
        yield from ((token, boundary) for boundary in token.task_spec.boundaries)
    while here is not None:
        owner = here.owner
        if owner is None:
            level = here.level
            if not level.interrupted:
                yield from ((level, spec) for spec in level.spec.event_subprocesses if spec is not here.task_spec)
            owner = level.owner
        if owner is not None:
            yield from ((owner, boundary) for boundary in owner.task_spec.boundaries)
        here = owner


def catcher(token: Token, kind: str, code: str, *, from_level: bool) -> tuple[Handler, EventFacts] | None:
    """Find the innermost place that catches an error, escalation or cancellation: by its code, else whatever comes."""
    for_all: tuple[Handler, EventFacts] | None = None
    for handler in handlers(token, from_level=from_level):
        if for_all is not None and handler[0] is not for_all[0][0]:
            break
        for event in handler[1].facts.events:
            if event.kind == kind and event.name == code:
                return handler, event
            if event.kind == kind and event.catches_all:
                for_all = for_all or (handler, event)
    return for_all


def catch(handler: Handler, event: EventFacts, payload: Any) -> None:
    """Let the place that catches take over."""
    place, spec = handler
    if isinstance(place, Token):
        spec.begin_at(place, event, payload)  # type: ignore[attr-defined]  # only boundary events are handlers of tokens
    else:
        spec.begin_in(place, event, payload)  # type: ignore[attr-defined]  # only event sub-processes are of levels


def raise_error(token: Token, code: str, payload: Any, *, from_level: bool) -> None:
    """Bring a business error to its boundary event or event sub-process; raises Fault `unhandled_error` without one."""
    found = catcher(token, "error", code, from_level=from_level)
    if found is None:
        raise Fault("unhandled_error", error=code)
    catch(*found, payload)
