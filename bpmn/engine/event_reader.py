"""Reads event definitions: what is thrown or waited for, and what a caught payload does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from bpmn.diagram.vocabulary import JORYE, SPIFF, child_text, children, extensions, is_true, kind, tag
from bpmn.engine.compiling import Compiling
from bpmn.engine.facts import EventFacts
from bpmn.expressions import Expression

TIMES = ("timeDate", "timeDuration", "timeCycle")
Properties = tuple[tuple[str, Expression], ...]


class EventReader:
    """Reads the events of one diagram, with the messages, signals, errors and escalations they refer to."""

    def __init__(self, compiling: Compiling, root: etree._Element) -> None:
        self._compiling = compiling
        self._declared = {
            str(node.get("id")): node
            for name in ("message", "signal", "error", "escalation")
            for node in children(root, name)
        }
        self._properties = dict(self._message_properties(root))

    def read(self, node: etree._Element, name: str) -> dict[str, Any]:
        """Give the facts that an event, send task or receive task has beyond those of every element."""
        if name in ("sendTask", "receiveTask"):
            events = self._task_message(node, name)
        else:
            definitions = [found for found in node if kind(found).endswith("EventDefinition")]
            events = [READERS[kind(found)](self, node, found) for found in definitions if kind(found) in READERS]
        interrupts = "isInterrupting" if name == "startEvent" else "cancelActivity"
        return {
            "events": tuple(events),
            "all_events": is_true(node, "parallelMultiple"),
            "interrupting": is_true(node, interrupts, "true"),
        }

    def _task_message(self, node: etree._Element, name: str) -> list[EventFacts]:
        if node.get("messageRef"):
            return [self._message(node, node)]
        found = next(iter(children(node, "messageEventDefinition")), None)
        if found is not None:
            return [self._message(node, found)]
        return [EventFacts("message", node.get("name") or str(node.get("id")))] if name == "receiveTask" else []

    def _message(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        message = self._declared.get(definition.get("messageRef") or "")
        payload, variable = self._payload(definition, "messagePayload", "messageVariable")
        if message is not None and payload is None and not variable:
            payload, variable = self._payload(message, "messagePayload", "messageVariable")
        correlation = node.get(tag("correlation", JORYE)) or definition.get(tag("correlation", JORYE))
        return EventFacts(
            "message",
            _name(message, node),
            payload=payload,
            variable=variable,
            correlation=self._compiling.expression(correlation, node),
            properties=self._properties.get(definition.get("messageRef") or "", ()),
            own_properties=tuple(self._own_properties(definition)),
        )

    def _signal(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        signal = self._declared.get(definition.get("signalRef") or "")
        payload, variable = self._carried(signal)
        return EventFacts("signal", _name(signal, node), payload=payload, variable=variable)

    def _error(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        error = self._declared.get(definition.get("errorRef") or "")
        payload, variable = self._carried(error)
        code, catches_all = _code(error, "errorCode", node)
        return EventFacts("error", code, catches_all, payload=payload, variable=variable)

    def _escalation(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        escalation = self._declared.get(definition.get("escalationRef") or "")
        payload, variable = self._carried(escalation)
        code, catches_all = _code(escalation, "escalationCode", node)
        return EventFacts("escalation", code, catches_all, payload=payload, variable=variable)

    def _timer(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        texts = [child_text(definition, name) for name in TIMES if child_text(definition, name)]
        if len(texts) != 1:
            self._compiling.problem("timer_without_value", definition)
            return EventFacts("timer")
        return EventFacts("timer", timer=self._compiling.timer(texts[0], definition))

    def _conditional(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        text = child_text(definition, "condition")
        if not text:
            self._compiling.problem("event_without_condition", definition)
        return EventFacts("conditional", condition=self._compiling.expression(text or None, definition))

    def _link(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        return EventFacts("link", definition.get("name") or node.get("name") or "")

    def _cancel(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        return EventFacts("cancel")

    def _terminate(self, node: etree._Element, definition: etree._Element) -> EventFacts:
        return EventFacts("terminate")

    # --- payloads and correlation

    def _carried(self, declared: etree._Element | None) -> tuple[Expression | None, str]:
        return (None, "") if declared is None else self._payload(declared, "payloadExpression", "variableName")

    def _payload(self, node: etree._Element, expression: str, variable: str) -> tuple[Expression | None, str]:
        text = _extension_text(node, expression)
        return (
            self._compiling.expression(text or None, node),
            self._compiling.variable(_extension_text(node, variable), node),
        )

    def _message_properties(self, root: etree._Element) -> Iterator[tuple[str, Properties]]:
        found: dict[str, list[tuple[str, Expression]]] = {}
        for correlation in root.iter(tag("correlationProperty")):
            for retrieval in children(correlation, "correlationPropertyRetrievalExpression"):
                text = (next(iter(retrieval)).text or "").strip() if len(retrieval) else ""
                expression = self._compiling.expression(text or None, correlation)
                if expression is not None:
                    name = str(correlation.get("id"))
                    found.setdefault(str(retrieval.get("messageRef")), []).append((name, expression))
        for message, properties in found.items():
            yield message, tuple(properties)

    def _own_properties(self, definition: etree._Element) -> Iterator[tuple[str, Expression]]:
        for correlation in definition.iter(tag("processVariableCorrelation", SPIFF)):
            name = (correlation.findtext(tag("propertyId", SPIFF)) or "").strip()
            text = (correlation.findtext(tag("expression", SPIFF)) or "").strip()
            expression = self._compiling.expression(text or None, definition)
            if expression is not None:
                yield name, expression


Reader = Callable[[EventReader, etree._Element, etree._Element], EventFacts]
READERS: dict[str, Reader] = {
    "messageEventDefinition": EventReader._message,
    "signalEventDefinition": EventReader._signal,
    "errorEventDefinition": EventReader._error,
    "escalationEventDefinition": EventReader._escalation,
    "timerEventDefinition": EventReader._timer,
    "conditionalEventDefinition": EventReader._conditional,
    "linkEventDefinition": EventReader._link,
    "cancelEventDefinition": EventReader._cancel,
    "terminateEventDefinition": EventReader._terminate,
}


def _name(declared: etree._Element | None, node: etree._Element) -> str:
    """Name a message or signal: its own name, else its id, else the name or id of the event."""
    if declared is not None:
        return declared.get("name") or str(declared.get("id"))
    return node.get("name") or str(node.get("id"))


def _code(declared: etree._Element | None, attribute: str, node: etree._Element) -> tuple[str, bool]:
    """Give the code of an error or escalation, its name when it has none, and whether a catcher asks for no code."""
    if declared is None:
        return "", True
    code = declared.get(attribute)
    return code or _name(declared, node), not code


def _extension_text(node: etree._Element, name: str) -> str:
    found = next(iter(extensions(node, name, SPIFF)), None)
    return "" if found is None else (found.text or "").strip()
