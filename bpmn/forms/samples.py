"""What a form reads of its case, and values that a case might have: enough to show the form before any case runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from bpmn.expressions import Expression
from bpmn.expressions.grammar import parse_expression
from bpmn.expressions.kinds import Type
from bpmn.forms.fields import Field, Fields
from bpmn.forms.form import Form
from bpmn.forms.kinds import type_of

SIMPLE: Mapping[str, str] = {
    "int": "1000000", "Decimal": "1.5", "str": '"표본"', "bool": "True", "date": "today()", "datetime": "now()",
    "timedelta": "days(1)", "list": "[]", "dict": "{}",
}  # fmt: skip
DEEPEST = 3


def case_names(form: Form) -> tuple[str, ...]:
    """Name what a form reads of the case: fields that are only shown, and names its expressions take from elsewhere."""
    found: dict[str, None] = {}
    for field in form.fields:
        if field.read_only:
            found[field.name] = None
    for _, names in _reads(form):
        found.update(dict.fromkeys(names))
    return tuple(found)


def case_samples(form: Form, types: Mapping[str, Type]) -> dict[str, str]:
    """Give an expression for a sample of each of these names, as good as their types are known."""
    shown = {field.name: field for field in form.fields if field.read_only}
    keys = _keys(form)
    samples = {}
    for name in case_names(form):
        known = types.get(name, Type())
        if not known.is_known and name in shown:
            known = type_of(shown[name])
        asked = "{" + ", ".join(f'"{key}": {value}' for key, value in sorted(keys.get(name, {}).items())) + "}"
        samples[name] = sample(known) if known.is_known or name not in keys else asked
    return samples


def sample(known: Type, depth: int = 0) -> str:
    """Write a value of a type as an expression; null where nothing is known of it."""
    if known.choices:
        return f'"{known.choices[0]}"'
    if known.kind == "dict" and known.keys and depth < DEEPEST:
        return "{" + ", ".join(f'"{key}": {sample(each, depth + 1)}' for key, each in known.keys.items()) + "}"
    if known.kind == "list" and known.item is not None and depth < DEEPEST:
        return f"[{sample(known.item, depth + 1)}]"
    return SIMPLE.get(known.kind, "None")


def _reads(form: Form) -> Iterator[tuple[Expression, list[str]]]:
    own = form.fields.names
    for field, around in _all(form.fields, frozenset()):
        if field.default is not None:
            yield field.default, sorted(field.default.names - field.default.asked)
        for expression in (field.show_if, field.computed):
            if expression is not None:
                yield expression, sorted(expression.names - own - around)
    for check in form.checks:
        yield check.expression, sorted(check.expression.names - own)


def _all(fields: Fields, around: frozenset[str]) -> Iterator[tuple[Field, frozenset[str]]]:
    for field in fields:
        yield field, around
        if field.rows is not None:
            yield from _all(field.rows, field.rows.names)


def _keys(form: Form) -> dict[str, dict[str, str]]:
    """Give name → key → sample wherever an expression looks a key of a name up: `basis.operator_test`."""
    found: dict[str, dict[str, str]] = {}
    for expression, names in _reads(form):
        tree = parse_expression(expression.text)
        lists = {id(node) for node in _lists(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
                keys = found.setdefault(node.value.id, {})
                keys[node.attr] = "[]" if id(node) in lists else keys.get(node.attr, "True")
    return found


def _lists(tree: ast.AST) -> Iterator[ast.AST]:
    """Give what an expression takes for a list: it is searched, walked through or counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            yield node.comparators[0]
        elif isinstance(node, ast.comprehension):
            yield node.iter
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len":
            yield from node.args
