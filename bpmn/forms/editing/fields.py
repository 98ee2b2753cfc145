"""Fields: added, copied, changed, moved, removed."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from bpmn.forms.editing.outline import names_in, outline, sections_of
from bpmn.forms.editing.places import (
    Changed,
    Document,
    EditRefused,
    Titles,
    copied,
    entitle,
    field_at,
    free_name,
    holder,
    joined,
    name_of,
    parent_of,
    require_free,
    set_or_drop,
)
from bpmn.forms.editing.questions import asking
from bpmn.forms.editing.sections import section_at, swapped


def add_field(
    document: Document, question: str, titles: Titles, *, name: str, parent: str = "", section: int | None = None
) -> Changed:
    """Add a field at the end of its section, of the rows `parent`, or of the form."""
    if not titles.ko:
        raise EditRefused("no_title")
    if question == "rows" and parent:
        raise EditRefused("rows_in_rows")
    changed = copied(document)
    require_free(changed, parent, name)
    asked = asking(question)
    schema: Changed = {"type": asked.pop("type")}
    entitle(schema, titles)
    holder(changed, parent).setdefault("properties", {})[name] = {**schema, **asked}
    if section is not None and not parent:
        _listed(section_at(changed, section)).append(name)
    return changed


def copy_field(document: Document, path: str) -> tuple[Changed, str]:
    """Put a copy of a field behind it; gives the document and the copy's path."""
    changed = copied(document)
    schema = copy.deepcopy(field_at(changed, path))
    parent, old = parent_of(path), name_of(path)
    name = free_name(changed, parent, old)
    around = holder(changed, parent)
    around["properties"] = _with_behind(around["properties"], old, name, schema)
    if old in _required(around):
        around["required"] = [*_required(around), name]
    for section in () if parent else sections_of(changed):
        if old in names_in(section):
            _listed(section).insert(_listed(section).index(old) + 1, name)
    return changed, joined(parent, name)


def change_field(document: Document, path: str, changes: Mapping[str, Any]) -> Changed:
    """Write keywords of a field; None takes one away. Everything else stays."""
    if not changes.get("title", "x"):
        raise EditRefused("no_title")
    changed = copied(document)
    schema = field_at(changed, path)
    for keyword, value in changes.items():
        set_or_drop(schema, keyword, value)
    return changed


def require_field(document: Document, path: str) -> Changed:
    """Have a field be filled in."""
    changed = copied(document)
    field_at(changed, path)
    around, name = holder(changed, parent_of(path)), name_of(path)
    if name not in _required(around):
        around["required"] = [*_required(around), name]
    return changed


def make_optional(document: Document, path: str) -> Changed:
    """Let a field stay empty."""
    changed = copied(document)
    _forget_required(holder(changed, parent_of(path)), name_of(path))
    return changed


def move_field(document: Document, path: str, by: int) -> Changed:
    """Move a field up (`by` -1) or down (1) among those it stands with; at the end it stays."""
    changed = copied(document)
    field_at(changed, path)
    parent, name = parent_of(path), name_of(path)
    for section in () if parent else sections_of(changed):
        if name in names_in(section):
            section["fields"] = swapped(_listed(section), _listed(section).index(name), by)
            return changed
    around = holder(changed, parent)
    together = list(around["properties"]) if parent else list(outline(changed)[-1].names)
    wanted = swapped(together, together.index(name), by)
    order = iter(wanted)
    names = [next(order) if each in together else each for each in around["properties"]]
    around["properties"] = {each: around["properties"][each] for each in names}
    return changed


def place_field(document: Document, name: str, section: int | None) -> Changed:
    """Put a field of the form at the end of a section; None takes it out of all of them."""
    changed = copied(document)
    field_at(changed, name)
    if section is not None and name in names_in(section_at(changed, section)):
        return changed
    _take_out(changed, name)
    if section is not None:
        _listed(section_at(changed, section)).append(name)
    return changed


def remove_field(document: Document, path: str) -> Changed:
    """Take a field away, with its place in the form; expressions that read it stay and are told by the check."""
    changed = copied(document)
    field_at(changed, path)
    parent, name = parent_of(path), name_of(path)
    around = holder(changed, parent)
    if parent and len(around["properties"]) == 1:
        raise EditRefused("last_of_rows", name=parent)
    del around["properties"][name]
    _forget_required(around, name)
    if not parent:
        _take_out(changed, name)
        if changed.get("x-case-title") == name:
            del changed["x-case-title"]
    return changed


def _take_out(document: Changed, name: str) -> None:
    for section in sections_of(document):
        if name in names_in(section):
            section["fields"] = [each for each in names_in(section) if each != name]


def _forget_required(around: Changed, name: str) -> None:
    left = [each for each in _required(around) if each != name]
    set_or_drop(around, "required", left or None)


def _required(around: Mapping[str, Any]) -> list[Any]:
    found = around.get("required")
    return list(found) if isinstance(found, list) else []


def _listed(section: Changed) -> list[Any]:
    if not isinstance(section.get("fields"), list):
        section["fields"] = []
    listed: list[Any] = section["fields"]
    return listed


def _with_behind(properties: Mapping[str, Any], old: str, name: str, schema: Any) -> Changed:
    listed: Changed = {}
    for each, value in properties.items():
        listed[each] = value
        if each == old:
            listed[name] = schema
    return listed
