"""What an element reads and surely writes, as its definition and forms say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bpmn.bundle import Bundle
from bpmn.engine.facts import EventFacts, Facts, LoopFacts
from bpmn.engine.specs.activity import BusinessRuleTask, Work
from bpmn.engine.specs.events import Throwing
from bpmn.engine.specs.levels import CallActivity
from bpmn.engine.specs.loops import Repeating
from bpmn.engine.specs.node import Node
from bpmn.expressions import Expression, Functions, Script
from bpmn.forms import Form, FormRefused
from bpmn.soundness.elements import is_job, may_skip

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


def reads_at_end(node: Node) -> frozenset[str]:
    """Give the variables that the conditions on its outgoing flows and its last script need."""
    return frozenset({*_names(flow.condition for flow in node.flows), *_scripts((node.facts.after,))})


def reads(node: Node, forms: Forms) -> frozenset[str]:
    """Give the variables without which the element cannot begin or be worked on."""
    facts, inner = node.facts, _inner(node)
    found = {*_facts(facts), *_facts(inner.facts)}
    found |= forms.reads(facts.process_id, facts.form) if facts.form else frozenset()
    found |= inner.decision.needs if isinstance(inner, BusinessRuleTask) else frozenset()
    return frozenset(found - _own_names(facts.loop))


def writes(node: Node, forms: Forms, gives: Gives) -> frozenset[str]:
    """Give the variables that are there for sure once the element has completed.

    What hands over values whose names nobody declares (the payload of a message, a result that is merged as it comes)
    gives nothing for sure, and neither does work that may have nothing to repeat.
    """
    facts = node.facts
    around = _assigned(facts.before, facts.after)
    if facts.loop is not None and facts.loop.output:
        return around | {facts.loop.output}
    if may_skip(node):
        return around
    if facts.loop is None and facts.data is not None and facts.data.outputs:
        return frozenset(facts.data.outputs)
    return around | _assigned(facts.script) | _brought(node) | _given(node, forms, gives)


def _inner(node: Node) -> Node:
    """Give what an element repeats, or the element itself."""
    return node.child if isinstance(node, Repeating) else node


def _assigned(*scripts: Script | None) -> frozenset[str]:
    return frozenset(name for script in scripts if script is not None for name in script.settled)


def _brought(node: Node) -> frozenset[str]:
    """Give where a payload goes, whichever of its events comes; what an element throws brings nothing to it."""
    if isinstance(_inner(node), Throwing) or not node.facts.events:
        return frozenset()
    return frozenset.intersection(*(frozenset({event.variable} - {""}) for event in node.facts.events))


def _given(node: Node, forms: Forms, gives: Gives) -> frozenset[str]:
    """Give what people, operations, decisions and called processes hand back."""
    facts, inner = node.facts, _inner(node)
    if isinstance(inner, Work):
        return frozenset({facts.variable}) if facts.variable else forms.writes(facts.process_id, facts.form)
    if not is_job(node) and not isinstance(inner, BusinessRuleTask | CallActivity):
        return frozenset()
    if facts.result:
        return frozenset({facts.result})
    outs = facts.call.outs if facts.call is not None else ()
    return gives.get(facts.operation, frozenset()).union(target for target, _ in outs)


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
            yield from (expression for _, expression in event.own_properties)


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
            yield from script.needed - script.asked - known
            known |= script.settled


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
            asked = Form.read(self._bundle.form(process_id, form), self._functions)
        except (KeyError, ValueError, FormRefused):
            return frozenset(), frozenset()
        if asked.operation:
            return asked.needs, self._gives.get(asked.operation, frozenset())
        sure = (field for field in asked.fields if field.show_if is None and (field.required or field.computed))
        return asked.needs, frozenset(field.name for field in sure if not field.read_only)
