"""What an element reads and surely writes, as its definition and forms say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bpmn.bundle import Bundle
from bpmn.engine.facts import EventFacts, Facts, LoopFacts
from bpmn.engine.specs.node import Node
from bpmn.expressions import Expression, ExpressionRefused, Script, compile_expression
from bpmn.expressions.functions import Functions

COUNTERS = frozenset(
    {
        "loopCounter",
        "numberOfInstances",
        "numberOfCompletedInstances",
        "numberOfActiveInstances",
        "numberOfTerminatedInstances",
    }
)
ANYTHING = "*"
"""Written by what hands over values whose names nobody declares: a merged result, the payload of a message."""
FORM_EXPRESSIONS = ("x-show-if", "x-default", "x-computed")


def reads_at_end(node: Node) -> frozenset[str]:
    """Give the variables that the conditions on its outgoing flows and its last script need."""
    last = node.facts.after
    return frozenset(_names(flow.condition for flow in node.flows)) | (last.names if last else frozenset())


def reads(node: Node, forms: Forms) -> frozenset[str]:
    """Give the variables without which the element cannot begin or be worked on."""
    facts = node.facts
    inner = getattr(node, "child", None)
    found = {*_facts(facts), *(_facts(inner.facts) if inner is not None else ())}
    found |= forms.reads(facts.process_id, facts.form) if facts.form else frozenset()
    return frozenset(found - _own_names(facts.loop))


def writes(node: Node, forms: Forms) -> frozenset[str]:
    """Give the variables that are there for sure once the element has completed."""
    facts = node.facts
    found: set[str] = set()
    for script in (facts.before, facts.script, facts.after):
        found |= script.assigned if script is not None else frozenset()
    if facts.form:
        found |= {facts.variable} if facts.variable else forms.writes(facts.process_id, facts.form)
    elif node.manual:
        found.add(facts.variable or ANYTHING)
    if facts.operation or facts.decision:
        found.add(facts.result or ANYTHING)
    if facts.call is not None:
        mapped = {target for target, _ in facts.call.outs} if facts.call.mapped else {ANYTHING}
        found |= {facts.result} if facts.result else mapped
    for event in facts.events:
        if event.kind in ("message", "signal", "error", "escalation"):
            found.add(event.variable or ANYTHING)
    if facts.loop is not None and facts.loop.output:
        return frozenset({facts.loop.output})
    return frozenset(found)


def _facts(facts: Facts) -> Iterator[str]:
    expressions = [facts.assign_to, facts.due, *facts.parameters.values()]
    yield from _names([*expressions, *_of_events(facts.events), *_of_loop(facts.loop)])
    yield from _scripts((facts.before, facts.script))
    if facts.call is not None:
        yield from _names(expression for _, expression in facts.call.ins)
    if facts.data is not None:
        yield from facts.data.inputs
    if facts.loop is not None and facts.loop.collection:
        yield facts.loop.collection


def _of_events(events: Iterable[EventFacts]) -> Iterator[Expression | None]:
    for event in events:
        if event.kind != "conditional":  # one whose values are not there yet is simply not true
            yield from (event.timer.expression if event.timer else None, event.payload, event.correlation)


def _of_loop(loop: LoopFacts | None) -> tuple[Expression | None, ...]:
    return () if loop is None else (loop.cardinality, loop.completion, loop.condition)


def _own_names(loop: LoopFacts | None) -> frozenset[str]:
    return frozenset() if loop is None else COUNTERS.union(loop.items, loop.output_items)


def _names(expressions: Iterable[Expression | None]) -> set[str]:
    return {name for each in expressions if each is not None for name in each.names - each.asked}


def _scripts(scripts: Iterable[Script | None]) -> Iterator[str]:
    known: set[str] = set()
    for script in scripts:
        if script is not None:
            yield from script.names - known
            known |= script.assigned


class Forms:
    """What the forms of a bundle read from the case and surely write into it; each is looked at once."""

    def __init__(self, bundle: Bundle, functions: Functions) -> None:
        self._bundle = bundle
        self._functions = functions
        self._known: dict[tuple[str, str], tuple[frozenset[str], frozenset[str]]] = {}

    def reads(self, process_id: str, form: str) -> frozenset[str]:
        """Give the names of case data that its expressions need."""
        return self._form(process_id, form)[0]

    def writes(self, process_id: str, form: str) -> frozenset[str]:
        """Give the fields that every accepted answer has."""
        return self._form(process_id, form)[1]

    def _form(self, process_id: str, form: str) -> tuple[frozenset[str], frozenset[str]]:
        found = self._known.get((process_id, form))
        if found is None:
            found = self._known[process_id, form] = self._look(process_id, form)
        return found

    def _look(self, process_id: str, form: str) -> tuple[frozenset[str], frozenset[str]]:
        try:
            document = self._bundle.form(process_id, form)
        except (KeyError, ValueError):
            return frozenset(), frozenset({ANYTHING})
        fields: Mapping[str, Any] = document.get("properties", {})
        if document.get("x-operation"):
            return frozenset(self._needed(document, fields)), frozenset({ANYTHING})
        required = frozenset(
            name
            for name in document.get("required", ())
            if name in fields and "x-show-if" not in fields[name] and not fields[name].get("readOnly")
        )
        computed = frozenset(name for name, field in fields.items() if "x-computed" in field)
        return frozenset(self._needed(document, fields)), required | computed

    def _needed(self, document: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[str]:
        texts = [field[key] for field in fields.values() for key in FORM_EXPRESSIONS if key in field]
        texts += [check["expression"] for check in document.get("x-checks", ())]
        for text in texts:
            try:
                expression = compile_expression(str(text), self._functions)
            except ExpressionRefused:
                continue  # said by the form's own check
            yield from expression.names - expression.asked - fields.keys()
