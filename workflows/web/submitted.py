"""What a browser sent for a form, as the form's own shape: nested, files already stored, rows added or taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData, UploadFile

from bpmn.forms.filling import MOST_ROWS
from workflows.web.fields import widget_of

Store = Callable[[str, UploadFile], str | None]
"""Takes in the file of the field at a path; None where it was refused."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What the pressed button asks for: `finish`, `save`, `refresh`, `add`, `remove`, `drop`, and on what."""

    verb: str
    path: str = ""

    @classmethod
    def read(cls, text: str) -> Deed:
        """Read a button's value such as `remove:budget.2`; an unknown one only redraws."""
        verb, _, path = text.partition(":")
        return cls(verb, path) if verb in ("finish", "save", "refresh", "add", "remove", "drop") else cls("refresh")


def read_form(document: Mapping[str, Any], sent: FormData, store: Store) -> dict[str, Any]:
    """Give the fields as sent (text, lists of text, rows), each new file stored and replaced by its upload id."""
    return {
        name: value
        for name, schema in document["properties"].items()
        if (value := _value(schema, name, sent, store)) is not None
    }


def apply_deed(deed: Deed, document: Mapping[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Add or remove a row, or take a file away."""
    name, _, rest = deed.path.partition(".")
    schema = document["properties"].get(name)
    if schema is None:
        return values
    if deed.verb == "add" and widget_of(schema) == "rows":
        rows = list(values.get(name) or [{}])
        return values | {name: [*rows, {}] if len(rows) < min(schema.get("maxItems", MOST_ROWS), MOST_ROWS) else rows}
    if deed.verb == "remove" and isinstance(values.get(name), list):
        return values | {name: [row for number, row in enumerate(values[name]) if str(number) != rest]}
    if deed.verb == "drop":
        kept = values.get(name)
        left = [each for each in kept if each != rest] if isinstance(kept, list) else None
        return values | {name: left}
    return values


def _value(schema: Mapping[str, Any], path: str, sent: FormData, store: Store) -> Any:
    widget = widget_of(schema)
    if widget in ("reading", "reading_rows"):
        return None
    if widget == "rows":
        return _rows(schema, path, sent, store)
    if widget == "files":
        return _files(path, sent, store)
    if widget == "file":
        return next(reversed(_files(path, sent, store)), None)
    if widget == "checklist":
        return [str(each) for each in sent.getlist(path) if each != ""]
    if widget == "checkbox":
        return sent.get(path) == "true"
    value = sent.get(path)
    return value if isinstance(value, str) and value.strip() else None


def _rows(schema: Mapping[str, Any], path: str, sent: FormData, store: Store) -> list[dict[str, Any]] | None:
    numbers = sorted({int(part) for key in sent for part in [_row_number(key, path)] if part is not None})[:MOST_ROWS]
    if not numbers:
        return None
    inner = schema["items"]["properties"]
    return [
        {
            name: value
            for name, each in inner.items()
            if (value := _value(each, f"{path}.{number}.{name}", sent, store)) is not None
        }
        for number in numbers
    ]


def _row_number(key: str, path: str) -> int | None:
    head, _, rest = key.partition(f"{path}.")
    number = rest.split(".")[0]
    return int(number) if head == "" and number.isascii() and number.isdecimal() and len(number) < 6 else None


def _files(path: str, sent: FormData, store: Store) -> list[str]:
    kept = [each for each in sent.getlist(f"{path}.kept") if isinstance(each, str) and each]
    fresh = [each for each in sent.getlist(path) if isinstance(each, UploadFile) and each.filename]
    stored = [store(path, each) for each in fresh]
    return kept + [each for each in stored if each is not None]
