"""What a page sends: flat pairs of name and text. A row's field is named `rows.0.field`, a list repeats its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bpmn.forms.fields import Fields

ROW_DIGITS = 5


def nested(fields: Fields, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Give the declared fields as sent: text, lists of text, rows in the order of their numbers (gaps are closed)."""
    sent: dict[str, list[str]] = {}
    for name, text in pairs:
        sent.setdefault(name, []).append(text)
    return _record(fields, sent, "")


def _record(fields: Fields, sent: dict[str, list[str]], path: str) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field in fields:
        name = path + field.name
        if field.rows is not None:
            numbers = sorted({number for key in sent if (number := _row_number(key, name)) >= 0})
            record[field.name] = [_record(field.rows, sent, f"{name}.{number}.") for number in numbers]
        elif field.kind == "list":
            record[field.name] = sent.get(name, [])
        elif name in sent:
            record[field.name] = sent[name][-1]
    return record


def _row_number(key: str, name: str) -> int:
    """Give the row a key belongs to, -1 for none."""
    number, dot, _ = key.removeprefix(f"{name}.").partition(".")
    belongs = key.startswith(f"{name}.") and dot and number.isascii() and number.isdecimal()
    return int(number) if belongs and len(number) <= ROW_DIGITS else -1
