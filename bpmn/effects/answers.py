"""What people are asked and told: the form of a task and the instructions above it."""

from __future__ import annotations

from lxml import etree

from bpmn.diagram.vocabulary import own
from bpmn.effects.beside import Beside
from bpmn.effects.effect import Effect, Read
from bpmn.expressions import ExpressionRefused, compile_template
from bpmn.forms.kinds import types_of


def add_answer(effect: Effect, form_id: str, beside: Beside) -> None:
    """Add what a form reads of the case and what its answer writes; a field left empty is there, as null."""
    form = beside.forms.get(form_id)
    if form is None:
        effect.open = True
        return
    effect.reads.append(Read(form.needs))
    if not form.operation:
        types = types_of(form.fields)
        effect.writes |= types
        effect.asked |= types.keys()
        effect.sure |= types.keys() & {field.name for field in form.fields if field.show_if is None}
    elif form.operation in beside.results:
        effect.write(beside.results[form.operation])
    else:
        effect.open = True


def add_instructions(effect: Effect, node: etree._Element, beside: Beside) -> None:
    """Add what the instructions tell: without it the task's page could not be drawn."""
    for attribute in ("instructions", "instructionsEn"):
        try:
            template = compile_template(own(node, attribute), beside.functions)
        except ExpressionRefused:
            continue  # a rule of its own says it
        for gap in template.gaps:
            effect.read(gap)
