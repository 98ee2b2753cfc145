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
Gives = Mapping[str, frozenset[str]]
"""Operation → the names that its result surely has; one that declares nothing gives nothing for sure."""
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


def writes(node: Node, forms: Forms, gives: Gives) -> frozenset[str]:
    """Give the variables that are there for sure once the element has completed.

    What hands over values whose names nobody declares (the payload of a message, a result that is merged as it comes)
    gives nothing for sure.
    """
    facts = node.facts
    if facts.loop is not None and facts.loop.output:
        return frozenset({facts.loop.output})
    found = {facts.variable, facts.result} - {""}
    for script in (facts.before, facts.script, facts.after):
        found |= script.assigned if script is not None else frozenset()
    if facts.form and not facts.variable:
        found |= forms.writes(facts.process_id, facts.form)
    if facts.operation and not facts.result:
        found |= gives.get(facts.operation, frozenset())
    if facts.call is not None and facts.call.mapped and not facts.result:
        found |= {target for target, _ in facts.call.outs}
    return frozenset(found.union(event.variable for event in facts.events if event.variable))


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

    def __init__(self, bundle: Bundle, functions: Functions, gives: Gives) -> None:
        self._bundle = bundle
        self._functions = functions
        self._gives = gives
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
            return frozenset(), frozenset()
        fields: Mapping[str, Any] = document.get("properties", {})
        if document.get("x-operation"):
            given = self._gives.get(str(document["x-operation"]), frozenset())
            return frozenset(self._needed(document, fields)), given
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
