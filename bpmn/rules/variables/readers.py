"""Where a variable is read: what to look at before it is renamed or taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bpmn.effects import Read
from bpmn.expressions import Expression
from bpmn.forms import Form

if TYPE_CHECKING:
    from bpmn.rules.subject import Subject


@dataclass(frozen=True, slots=True)
class Reader:
    """An element of the diagram that reads a variable (its conditions, forms, decisions, parameters), or a form."""

    element: str = ""
    form: str = ""


def readers(subject: Subject, name: str, *, besides: str = "") -> tuple[Reader, ...]:
    """Give everything that reads a variable, the form `besides` and its own expressions left out."""
    found = [*_elements(subject, name, besides), *_forms(subject, name, besides)]
    return tuple(dict.fromkeys(found))


def _elements(subject: Subject, name: str, besides: str) -> Iterator[Reader]:
    for scope in subject.scopes:
        for element, effect in scope.effects.items():
            asks = subject.facts[element].form
            reads = effect.reads if asks != besides else [each for each in effect.reads if each.text]
            if any(_is_read(each, name) for each in reads):
                yield Reader(element=element)


def _is_read(read: Read, name: str) -> bool:
    """A text may ask for a name with `exists`, which is no read that could be missed, but is one that is renamed."""
    asked = rf"\bexists\(\s*[\"']{re.escape(name)}[\"']\s*\)"
    return name in read.names or re.search(asked, read.text) is not None


def _forms(subject: Subject, name: str, besides: str) -> Iterator[Reader]:
    for form_id, form in subject.forms.items():
        if form_id != besides and _asks_for(form, name):
            yield Reader(form=form_id)


def _asks_for(form: Form, name: str) -> bool:
    shown = {field.name for field in form.fields if field.read_only}
    return name in shown or any(name in expression.names | expression.asked for expression in _expressions(form))


def _expressions(form: Form) -> Iterator[Expression]:
    for field in form.fields:
        for part in (field, *(field.rows or ())):
            yield from (each for each in (part.default, part.computed, part.show_if) if each is not None)
    yield from (check.expression for check in form.checks)
