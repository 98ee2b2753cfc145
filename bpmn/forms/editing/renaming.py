"""Another name for a field, wherever the form itself uses it: order, sections, rules, and its own expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bpmn.expressions.renaming import rename_key, rename_variable
from bpmn.forms.constraints import LISTS
from bpmn.forms.editing.outline import names_in, sections_of
from bpmn.forms.editing.places import Changed, Document, copied, field_at, holder, name_of, parent_of, require_free

EXPRESSIONS = ("x-show-if", "x-default", "x-computed")
VALUES = ("const", "enum")
"""Keywords that hold what may be answered, not names."""


def rename_field(document: Document, path: str, name: str) -> Changed:
    """Give a field another name; raises EditRefused when it is no name or taken.

    What other files read under the old name stays as it is: `bpmn.rules` tells where.
    """
    changed = copied(document)
    field_at(changed, path)
    parent, old = parent_of(path), name_of(path)
    if name == old:
        return changed
    require_free(changed, parent, name)
    around = holder(changed, parent)
    around["properties"] = {name if each == old else each: value for each, value in around["properties"].items()}
    if isinstance(around.get("required"), list):
        around["required"] = [name if each == old else each for each in around["required"]]
    if parent:
        _rewrite(around, partial(rename_variable, old=old, new=name))
        _rewrite(changed, partial(rename_key, listed=parent, old=old, new=name))
    else:
        _rename_outside(changed, old, name)
        _rewrite(changed, partial(rename_variable, old=old, new=name))
    return changed


def _rename_outside(document: Changed, old: str, name: str) -> None:
    for section in sections_of(document):
        if old in names_in(section):
            section["fields"] = [name if each == old else each for each in names_in(section)]
    for check in _checks(document):
        head, dot, rest = str(check.get("field", "")).partition(".")
        if head.partition("[")[0] == old:
            check["field"] = name + head[len(old) :] + dot + rest
    if document.get("x-case-title") == old:
        document["x-case-title"] = name
    for keyword in LISTS:
        if keyword in document:
            document[keyword] = _renamed(document[keyword], old, name)


def _renamed(node: Any, old: str, name: str) -> Any:
    """Rename in what relates fields to each other: keys of `properties`, and names that are listed."""
    if isinstance(node, list):
        return [name if each == old else _renamed(each, old, name) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        name if key == old else key: value if key in VALUES else _renamed(value, old, name)
        for key, value in node.items()
    }


def _rewrite(around: Changed, rewrite: Callable[[str], str]) -> None:
    for schema in _schemas(around):
        for keyword in EXPRESSIONS:
            if isinstance(schema.get(keyword), str):
                schema[keyword] = rewrite(schema[keyword])
    for check in _checks(around):
        if isinstance(check.get("expression"), str):
            check["expression"] = rewrite(check["expression"])


def _schemas(around: Changed) -> Iterator[Changed]:
    for schema in around.get("properties", {}).values():
        if isinstance(schema, dict):
            yield schema
            items = schema.get("items")
            if isinstance(items, dict):
                yield from _schemas(items)


def _checks(document: Changed) -> list[Changed]:
    found = document.get("x-checks")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
