"""What one element reads and writes, as its facts, form, decision and operation say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from bpmn.diagram.vocabulary import EVENTS, kind, own
from bpmn.engine.facts import EventFacts, Facts
from bpmn.expressions import Expression, ExpressionRefused, Script, compile_template
from bpmn.expressions.kinds import ANY, BOOLEAN, TEXT, WHOLE, Type
from bpmn.forms.kinds import types_of
from bpmn.rules.variables.decisions import outputs_of

if TYPE_CHECKING:
    from bpmn.rules.subject import Subject

FAILED: Mapping[str, Type] = {"error_code": TEXT, "error_message": TEXT}
"""What the business error of an operation brings to the boundary event that catches it."""
COUNTERS: Mapping[str, Type] = {
    "loopCounter": WHOLE,
    "numberOfInstances": WHOLE,
    "numberOfCompletedInstances": WHOLE,
    "numberOfActiveInstances": WHOLE,
}
PEOPLE = frozenset({"userTask", "manualTask", "task"})
UNTOLD = "*"
"""Stands among the names of variables for values that come and that nobody can tell."""


@dataclass(frozen=True, slots=True)
class Read:
    """Names that one text of an element reads."""

    names: frozenset[str]
    text: str = ""
    """The text itself, when its types can be checked."""
    wanted: Type = ANY
    is_script: bool = False
    late: bool = False
    """Read when the element's own values are written already."""
    at: str = ""
    """The sequence flow whose condition it is; else the element itself reads."""


@dataclass(slots=True)
class Effect:
    """What one element reads and writes."""

    reads: list[Read] = field(default_factory=list)
    writes: dict[str, Type] = field(default_factory=dict)
    inner: dict[str, Type] = field(default_factory=dict)
    """Names that only the instances of a multi-instance see."""
    kept_inside: bool = False
    """Whether what the instances write stays with them: only the output collection leaves."""
    output: str = ""
    scripts: list[str] = field(default_factory=list)
    """Scripts whose assignments have types that depend on other variables."""
    open: bool = False
    """Whether it may write names that nobody can tell."""

    @property
    def names(self) -> frozenset[str]:
        """What it writes, with `UNTOLD` where that may be more than is told."""
        return frozenset({*self.writes, UNTOLD}) if self.open else frozenset(self.writes)


def effect_of(subject: Subject, node: etree._Element, facts: Facts) -> Effect:
    """Tell what an element reads and writes."""
    effect = Effect()
    _script(effect, facts.before)
    _OWN.get(kind(node), _nothing)(effect, subject, node, facts)
    if kind(node) in EVENTS or kind(node) in ("sendTask", "receiveTask"):
        _events(effect, subject, node, facts)
    _script(effect, facts.after, late=True)
    _loop(effect, facts)
    return effect


def reading(
    expression: Expression | None,
    wanted: Type = ANY,
    *,
    late: bool = False,
    besides: Iterable[str] = (),
    at: str = "",
) -> Iterator[Read]:
    """Give the read of one expression; what it asks for with `exists` is not missed."""
    if expression is not None:
        names = expression.names - expression.asked - frozenset(besides)
        yield Read(names, expression.text, wanted, late=late, at=at)


def _script(effect: Effect, script: Script | None, *, late: bool = False) -> None:
    if script is not None:
        effect.reads.append(Read(script.needed - script.asked, script.text, is_script=True, late=late))
        effect.writes |= {name: effect.writes.get(name, ANY) for name in script.assigned}
        effect.scripts.append(script.text)


def _nothing(effect: Effect, subject: Subject, node: etree._Element, facts: Facts) -> None:
    """An element without work of its own."""


def _work(effect: Effect, subject: Subject, node: etree._Element, facts: Facts) -> None:
    effect.reads += [*reading(facts.assign_to), *reading(facts.due)]
    for attribute in ("instructions", "instructionsEn"):
        effect.reads += _gaps(subject, own(node, attribute))
    if facts.form:
        answer(effect, subject, facts.form)
    elif not subject.is_ours:
        effect.open = True
    if facts.variable:
        effect.writes = {facts.variable: Type("dict")}


def answer(effect: Effect, subject: Subject, form_id: str) -> None:
    """Add what a form reads of the case and what its answer writes."""
    form = subject.forms.get(form_id)
    if form is None:
        effect.open = True
        return
    effect.reads.append(Read(form.needs))
    facts = subject.surroundings.operations.get(form.operation)
    if not form.operation:
        effect.writes |= types_of(form.fields)
    elif facts is None or facts.gives is None:
        effect.open = True
    else:
        effect.writes |= facts.gives


def _gaps(subject: Subject, text: str) -> Iterator[Read]:
    try:
        template = compile_template(text, subject.surroundings.functions)
    except ExpressionRefused:
        return
    for gap in template.gaps:
        yield from reading(gap)


def _service(effect: Effect, subject: Subject, node: etree._Element, facts: Facts) -> None:
    for expression in facts.parameters.values():
        effect.reads += reading(expression)
    operation = subject.surroundings.operations.get(facts.operation)
    if facts.result:
        effect.writes[facts.result] = Type("dict")
    elif operation is not None and operation.gives is not None:
        effect.writes |= operation.gives
    elif facts.operation:
        effect.open = True


def _script_task(effect: Effect, subject: Subject, node: etree._Element, facts: Facts) -> None:
    _script(effect, facts.script)


def _decision(effect: Effect, subject: Subject, node: etree._Element, facts: Facts) -> None:
    decision = subject.decisions.get(facts.decision)
    if decision is None:
        effect.open = True
        return
    effect.reads.append(Read(decision.needs))
    given = outputs_of(decision, subject.surroundings.functions)
    effect.writes |= {facts.result: Type("dict", keys=given)} if facts.result else given


def _call(effect: Effect, subject: Subject, node: etree._Element, facts: Facts) -> None:
    if facts.call is None or not facts.call.mapped:
        effect.open = True
        return
    for _, expression in facts.call.ins:
        effect.reads += reading(expression)
    given = {target: ANY for target, _ in facts.call.outs}
    effect.writes |= {facts.result: Type("dict", keys=given)} if facts.result else given


def _events(effect: Effect, subject: Subject, node: etree._Element, facts: Facts) -> None:
    for event in facts.events:
        throws = kind(node) in ("intermediateThrowEvent", "endEvent", "sendTask")
        effect.reads += reading(event.payload)
        effect.reads += reading(event.correlation)
        if event.timer is not None:
            effect.reads += reading(event.timer.expression)
        if not throws:
            _caught(effect, subject, node, event)


def _caught(effect: Effect, subject: Subject, node: etree._Element, event: EventFacts) -> None:
    if event.kind == "conditional" and event.condition is not None:
        effect.reads.append(Read(frozenset(), event.condition.text, BOOLEAN))
    elif event.kind == "error":
        effect.writes |= FAILED
    elif event.variable:
        effect.writes[event.variable] = ANY
    elif event.kind in ("message", "signal") and not own(node, "form"):
        effect.open = True


def _start(effect: Effect, subject: Subject, node: etree._Element, facts: Facts) -> None:
    if own(node, "form"):
        answer(effect, subject, own(node, "form"))


def _loop(effect: Effect, facts: Facts) -> None:
    loop = facts.loop
    if loop is None:
        return
    effect.reads += reading(loop.cardinality, WHOLE)
    if loop.collection:
        effect.reads.append(Read(frozenset({loop.collection})))
    effect.inner = {**dict.fromkeys(loop.items, ANY), "loopCounter": WHOLE}
    counted = {**COUNTERS, **effect.inner}
    effect.reads += reading(loop.completion, BOOLEAN, late=True, besides=counted)
    effect.reads += reading(loop.condition, BOOLEAN, late=True, besides=counted)
    effect.kept_inside = bool(loop.output)
    effect.output = loop.output


_OWN = {
    **dict.fromkeys(PEOPLE, _work),
    "serviceTask": _service,
    "sendTask": _service,
    "scriptTask": _script_task,
    "businessRuleTask": _decision,
    "callActivity": _call,
    "startEvent": _start,
    "intermediateCatchEvent": _start,
    "boundaryEvent": _start,
    "receiveTask": _start,
}
