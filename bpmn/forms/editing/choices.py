"""What a field may be chosen from: its own list with labels, or a source of choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.forms.editing.places import Changed, Document, EditRefused, copied, field_at


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: the value that is stored, and what people read."""

    value: str
    ko: str = ""
    en: str = ""


def choices_of(schema: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Give a field's own choices in their order."""
    labels = schema.get("x-enum-labels")
    labels = labels if isinstance(labels, Mapping) else {}
    listed = _listing(schema).get("enum")
    return tuple(_choice(value, labels.get(str(value))) for value in (listed if isinstance(listed, list) else ()))


def source_of(schema: Mapping[str, Any]) -> str:
    """Name the source of a field's choices; empty when they are its own."""
    return str(schema.get("x-options") or _listing(schema).get("x-options") or "")


def set_choices(document: Document, path: str, choices: Sequence[Choice]) -> Changed:
    """Give a field its own choices; raises EditRefused when there are none, one has no name, or two have one value."""
    changed = copied(document)
    write_choices(field_at(changed, path), choices)
    return changed


def set_source(document: Document, path: str, source: str) -> Changed:
    """Have a field be chosen from a named source."""
    changed = copied(document)
    write_source(field_at(changed, path), source)
    return changed


def write_choices(schema: Changed, choices: Sequence[Choice]) -> None:
    """Write the choices into a schema."""
    values = [choice.value for choice in choices]
    if not choices:
        raise EditRefused("no_choices")
    if len(set(values)) != len(values):
        raise EditRefused("choice_twice", value=next(value for value in values if values.count(value) > 1))
    unnamed = [choice.value for choice in choices if not choice.value or not choice.ko]
    if unnamed:
        raise EditRefused("choice_unnamed", value=unnamed[0])
    listing = _listing(schema)
    before = schema.get("x-enum-labels")
    before = before if isinstance(before, Mapping) else {}
    listing["enum"] = [_typed(value, str(listing.get("type"))) for value in values]
    schema["x-enum-labels"] = {choice.value: _label(choice, before.get(choice.value)) for choice in choices}
    schema.pop("x-options", None)
    listing.pop("x-options", None)


def write_source(schema: Changed, source: str) -> None:
    """Write the source into a schema."""
    listing = _listing(schema)
    for keyword in ("enum", "x-options"):
        listing.pop(keyword, None)
    schema.pop("x-enum-labels", None)
    schema["x-options"] = source


def _listing(schema: Any) -> Any:
    """Give where the choices stand: a list's are those of its items."""
    items = schema.get("items")
    if isinstance(items, Mapping) and "enum" not in schema:
        return items
    return schema


def _choice(value: Any, label: Any) -> Choice:
    words = label if isinstance(label, Mapping) else {}
    return Choice(_written(value), str(words.get("ko", "")), str(words.get("en", "")))


def _label(choice: Choice, before: Any) -> dict[str, Any]:
    """Give the words of a choice; words of other languages stay."""
    kept = dict(before) if isinstance(before, Mapping) else {}
    kept.pop("en", None)
    return {**kept, "ko": choice.ko, **({"en": choice.en} if choice.en else {})}


def _written(value: Any) -> str:
    return str(value)


def _typed(value: str, kind: str) -> Any:
    if kind != "integer":
        return value
    try:
        return int(value)
    except ValueError:
        raise EditRefused("choice_number", value=value) from None
