"""The names that a process's expressions may use: what forms ask, scripts set, operations and calls leave behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bpmn.engine.facts import Facts
from bpmn.expressions.kinds import ANY, BOOLEAN, DATE, DECIMAL, LIST, MOMENT, TEXT, WHOLE, Type
from bpmn.expressions.types import Names, check_script_types
from bpmn.forms import Field, Form
from bpmn.rules import Subject

_KINDS = {"integer": WHOLE, "number": DECIMAL, "boolean": BOOLEAN}
_FORMATS = {"date": DATE, "date-time": MOMENT}


def known_names(subject: Subject) -> Names:
    """Give every name with what is known of its type, wherever in the process it becomes known.

    Of two places that disagree the type is left open. Answers that go to a register never become names.
    """
    names: dict[str, Type] = {}
    for form in subject.forms.values():
        if not form.document.get("x-operation"):
            _add(names, _asked(form))
    for facts in subject.facts.values():
        _add(names, _written(facts))
    for facts in subject.facts.values():
        if facts.script is not None:
            _add(names, check_script_types(facts.script.text, names, subject.surroundings.functions).assigned.items())
    return dict(sorted(names.items()))


def _add(names: dict[str, Type], found: Iterable[tuple[str, Type]]) -> None:
    for name, known in found:
        names[name] = known if names.get(name, known) == known else ANY


def _asked(form: Form) -> Iterator[tuple[str, Type]]:
    yield from ((field.name, _type(field)) for field in form.fields if not field.read_only)


def _type(field: Field) -> Type:
    if field.kind == "rows" and field.rows is not None:
        return Type("list", item=Type("dict", keys={each.name: _type(each) for each in field.rows}))
    if field.kind == "list":
        return Type("list", item=_KINDS.get(field.item_kind, TEXT))
    if field.kind != "string":
        return _KINDS.get(field.kind, ANY)
    choices = tuple(str(value) for value in field.schema.get("enum", ()))
    return _FORMATS.get(field.format, Type("str", choices=choices) if choices else TEXT)


def _written(facts: Facts) -> Iterator[tuple[str, Type]]:
    yield from ((name, ANY) for name in (facts.result, facts.variable) if name)
    if facts.loop is not None:
        yield from ((name, ANY) for name in facts.loop.items)
        yield from ((name, LIST) for name in (facts.loop.output,) if name)
    if facts.call is not None:
        yield from ((name, ANY) for name, _ in facts.call.outs)
    yield from ((event.variable, ANY) for event in facts.events if event.variable)
