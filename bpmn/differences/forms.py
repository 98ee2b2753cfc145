"""What changes in a form: fields that come and go, what is required, limits, choices, checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bpmn.diagram.names import Name
from bpmn.differences.change import Change, Said, Weight, Word, shown

Document = Mapping[str, Any]
APPEARANCE = frozenset(
    {"title", "x-title-en", "description", "x-description-en", "x-help", "x-help-en", "x-enum-labels", "x-sections"}
)
NESTED = frozenset({"properties", "required", "items"})


def form_changes(file: str, old: Document, new: Document) -> Iterator[Change]:
    """Compare two form documents."""
    form = _name(new, file)
    yield from _fields(file, form, old, new, ())
    for key in sorted({*old, *new} - NESTED - {"type", "$schema", "$id", "x-checks", "x-operation"}):
        if old.get(key) != new.get(key):
            yield _change("form_says", file, form, "appearance", what=_what(key))
    if old.get("x-checks", []) != new.get("x-checks", []):
        yield from _checks(file, form, old.get("x-checks", []), new.get("x-checks", []))
    if old.get("x-operation") != new.get("x-operation"):
        words = {"old": shown(old.get("x-operation", "")), "new": shown(new.get("x-operation", ""))}
        yield _change("form_operation", file, form, "flow", **words)


def _fields(file: str, form: Name, old: Document, new: Document, path: tuple[str, ...]) -> Iterator[Change]:
    before: Document = old.get("properties", {})
    after: Document = new.get("properties", {})
    for name, field in after.items():
        if name not in before:
            kind = "field_added_required" if name in new.get("required", ()) else "field_added"
            yield _change(kind, file, form, "content", field=_field(field, name))
    for name, field in before.items():
        if name not in after:
            yield _change("field_removed", file, form, "content", field=_field(field, name))
    for name in before.keys() & after.keys():
        yield from _field_changes(file, form, name, (before[name], after[name]), (old, new))
        rows = before[name].get("items"), after[name].get("items")
        if all(isinstance(each, Mapping) and "properties" in each for each in rows):
            yield from _fields(file, form, rows[0], rows[1], (*path, name))


def _field_changes(
    file: str, form: Name, name: str, field: tuple[Document, Document], around: tuple[Document, Document]
) -> Iterator[Change]:
    old, new = field
    needed = tuple(name in each.get("required", ()) for each in around)
    if needed[0] != needed[1]:
        kind = "field_required" if needed[1] else "field_optional"
        yield _change(kind, file, form, "content", field=_field(new, name))
    for key in sorted({*old, *new} - NESTED):
        if old.get(key) != new.get(key):
            yield _field_change(file, form, _field(new, name), key, (old.get(key), new.get(key)))


def _field_change(file: str, form: Name, field: Name, key: str, values: tuple[Any, Any]) -> Change:
    weight: Weight = "appearance" if key in APPEARANCE else "content"
    old, new = (_shown(value) for value in values)
    return _change("field_says", file, form, weight, field=field, what=_what(key), old=old, new=new)


def _checks(file: str, form: Name, old: list[Document], new: list[Document]) -> Iterator[Change]:
    for kind, here, there in (("check_added", new, old), ("check_removed", old, new)):
        for check in here:
            if check not in there:
                words = Name(str(check.get("message", check.get("expression"))), str(check.get("x-message-en", "")))
                yield _change(kind, file, form, "content", check=words)


WORDS = {
    "title": "title", "x-title-en": "title_en", "description": "description", "x-description-en": "description_en",
    "x-help": "help", "x-help-en": "help_en", "type": "type", "format": "format", "x-widget": "widget",
    "minimum": "minimum", "maximum": "maximum", "minLength": "shortest", "maxLength": "longest",
    "minItems": "fewest", "maxItems": "most", "pattern": "pattern", "enum": "choices",
    "x-enum-labels": "choice_labels", "x-options": "options", "x-show-if": "shown_if", "x-default": "default",
    "x-computed": "computed", "readOnly": "read_only", "x-unit": "unit_shown", "x-sections": "sections",
}  # fmt: skip
"""Attribute of a form document → its word."""


def _what(key: str) -> Said | str:
    return Word(f"field.{WORDS[key]}") if key in WORDS else key


def _shown(value: Any) -> Said | str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return shown("" if value is None else str(value))


def _field(field: Document, name: str) -> Name:
    return Name(str(field.get("title", name)), str(field.get("x-title-en", "")))


def _name(document: Document, file: str) -> Name:
    return Name(str(document.get("title", file)), str(document.get("x-title-en", "")))


def _change(kind: str, file: str, form: Name, weight: Weight, **params: Said | str) -> Change:
    return Change(kind, "form", file, weight, {"form": form, **params})
