"""What one element reads and writes, as its facts, form, decision and operation say."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from bpmn.diagram.vocabulary import EVENTS, PEOPLE, kind, own
from bpmn.effects.answers import add_answer, add_instructions
from bpmn.effects.beside import Beside
from bpmn.effects.decisions import outputs_of
from bpmn.effects.effect import Effect, Read
from bpmn.effects.events import add_events
from bpmn.effects.loops import add_loop
from bpmn.engine.facts import DataFacts, Facts
from bpmn.expressions.kinds import ANY, Type


def effect_of(node: etree._Element, facts: Facts, beside: Beside) -> Effect:
    """Tell what an element reads and writes."""
    effect = Effect()
    _OWN.get(kind(node), _nothing)(effect, node, facts, beside)
    if kind(node) in EVENTS or kind(node) in ("sendTask", "receiveTask"):
        add_events(effect, node, facts)
    if facts.loop is None:
        _scripts(effect, facts)
        _declared(effect, facts.data or DataFacts())
    elif facts.scripts_inside:
        _scripts(effect, facts)
        add_loop(effect, facts.loop)
    else:
        add_loop(effect, facts.loop)
        _scripts(effect, facts)
        effect.around |= {name for script in (facts.before, facts.after) if script for name in script.settled}
    return effect


def _scripts(effect: Effect, facts: Facts) -> None:
    """Put the scripts before and after around what is there: what the first has written is missed by nothing else."""
    own, effect.reads = effect.reads, []
    effect.run(facts.before)
    effect.before |= facts.before.settled if facts.before is not None else frozenset()
    effect.reads += [replace(each, names=each.names - effect.before) for each in own]
    effect.run(facts.after, late=True)


def _declared(effect: Effect, data: DataFacts) -> None:
    """Hold an activity to what it declares: its inputs must be there, only its outputs leave."""
    effect.reads += [Read(frozenset(data.inputs))] if data.inputs else []
    effect.outputs = data.outputs


def _nothing(effect: Effect, node: etree._Element, facts: Facts, beside: Beside) -> None:
    """An element without work of its own."""


def _work(effect: Effect, node: etree._Element, facts: Facts, beside: Beside) -> None:
    effect.read(facts.assign_to)
    effect.read(facts.due)
    add_instructions(effect, node, beside)
    if facts.form:
        add_answer(effect, facts.form, beside)
    else:
        effect.open = not beside.answers_told
    if facts.variable:  # it takes the whole answer
        effect.writes, effect.sure, effect.asked, effect.open = {}, set(), set(), False
        effect.write({facts.variable: Type("dict")})


def _service(effect: Effect, node: etree._Element, facts: Facts, beside: Beside) -> None:
    for expression in facts.parameters.values():
        effect.read(expression)
    if kind(node) == "sendTask" and facts.events:
        return  # it throws, and no operation runs
    given = beside.results.get(facts.operation)
    if facts.result:
        effect.write({facts.result: Type("dict")})
    elif given is not None:
        effect.write(given)
    elif facts.operation:
        effect.open = True


def _script_task(effect: Effect, node: etree._Element, facts: Facts, beside: Beside) -> None:
    effect.run(facts.script)


def _decision(effect: Effect, node: etree._Element, facts: Facts, beside: Beside) -> None:
    decision = beside.decisions.get(facts.decision)
    given = {} if decision is None else outputs_of(decision, beside.functions)
    if decision is not None:
        effect.reads.append(Read(decision.needs))
    if facts.result:
        effect.write({facts.result: Type("dict", keys=given)})
    elif decision is not None:
        effect.write(given)
    else:
        effect.open = True


def _call(effect: Effect, node: etree._Element, facts: Facts, beside: Beside) -> None:
    mapped = facts.call is not None and facts.call.mapped
    for _, expression in facts.call.ins if facts.call else ():
        effect.read(expression)
    given = {target: ANY for target, _ in facts.call.outs} if facts.call else {}
    if facts.result:
        effect.write({facts.result: Type("dict", keys=given) if mapped else Type("dict")})
    elif mapped:
        effect.write(given)
    else:
        effect.open = True


def _event(effect: Effect, node: etree._Element, facts: Facts, beside: Beside) -> None:
    """Add what a form says of the message that an event waits for; nobody sees to it that the message is like that."""
    if own(node, "form"):
        add_answer(effect, own(node, "form"), beside)
        effect.asked |= effect.sure
        effect.sure = set()


_OWN = {
    **dict.fromkeys(PEOPLE, _work),
    "serviceTask": _service,
    "sendTask": _service,
    "scriptTask": _script_task,
    "businessRuleTask": _decision,
    "callActivity": _call,
    **dict.fromkeys(("startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask"), _event),
}
