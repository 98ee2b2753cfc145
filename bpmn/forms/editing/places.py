"""Where something stands in a form's document, and what an operation cannot do there."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import messages
from bpmn.forms.document import NAME
from messages import Language

Document = Mapping[str, Any]
Changed = dict[str, Any]


class EditRefused(Exception):  # noqa: N818  # the operation is refused; nothing of ours failed
    """The document cannot be changed like this; `code` says why (words in the room `forms` below `editing`)."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def text(self, language: Language = "ko") -> str:
        """Say why, and what to do instead."""
        return messages.text(f"forms.editing.{self.code}", language, **self.params)


@dataclass(frozen=True, slots=True)
class Titles:
    """What people read, in both languages; the English may be empty."""

    ko: str
    en: str = ""


def copied(document: Document) -> Changed:
    """Give a copy that may be changed."""
    return copy.deepcopy(dict(document))


def parent_of(path: str) -> str:
    """Name the rows a field belongs to; empty for a field of the form itself."""
    return path.rpartition(".")[0]


def name_of(path: str) -> str:
    """Give a field's own name."""
    return path.rpartition(".")[2]


def joined(parent: str, name: str) -> str:
    """Give the path of a field."""
    return f"{parent}.{name}" if parent else name


def holder(document: Document, parent: str) -> Any:
    """Give what holds `properties` and `required`: the form, or the items of rows; raises EditRefused."""
    if not parent:
        return document
    items = field_at(document, parent).get("items")
    if not isinstance(items, Mapping) or not isinstance(items.get("properties"), Mapping):
        raise EditRefused("no_rows", name=parent)
    return items


def field_at(document: Document, path: str) -> Any:
    """Give the schema of a field; raises EditRefused when there is none."""
    properties = holder(document, parent_of(path)).get("properties")
    found = properties.get(name_of(path)) if isinstance(properties, Mapping) else None
    if not isinstance(found, Mapping):
        raise EditRefused("no_field", name=path)
    return found


def require_free(document: Document, parent: str, name: str) -> None:
    """Raise EditRefused when a name is no name, or taken."""
    if not NAME.fullmatch(name):
        raise EditRefused("name", name=name)
    if name in holder(document, parent).get("properties", {}):
        raise EditRefused("taken", name=name)


def free_name(document: Document, parent: str, wish: str) -> str:
    """Give a name like the wished one that is not taken: `amount`, `amount_2`."""
    taken = holder(document, parent).get("properties", {})
    wish = wish if NAME.fullmatch(wish) else "field"
    number, name = 1, wish
    while name in taken:
        number += 1
        name = f"{wish[:58]}_{number}"
    return name


def entitle(schema: Changed, titles: Titles) -> None:
    """Write the titles; an empty English one is left out."""
    set_or_drop(schema, "title", titles.ko)
    set_or_drop(schema, "x-title-en", titles.en or None)


def set_or_drop(schema: Changed, keyword: str, value: Any) -> None:
    """Write a keyword, or take it away for None."""
    if value is None:
        schema.pop(keyword, None)
    else:
        schema[keyword] = value
