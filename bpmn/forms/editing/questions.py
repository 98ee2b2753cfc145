"""The kinds of questions a form can ask, and how a field becomes another kind without losing what still fits."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from bpmn.forms.document import kind_of, widget_of
from bpmn.forms.editing.choices import Choice, choices_of, source_of, write_choices, write_source
from bpmn.forms.editing.places import Changed, Document, EditRefused, copied, field_at, parent_of

_FILES = {"type": "array", "items": {"type": "string", "format": "file"}}
_MANY = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
_ROW = {"type": "object", "properties": {"item": {"type": "string", "title": "항목", "x-title-en": "Item"}}}

QUESTIONS: Mapping[str, Mapping[str, Any]] = {
    "text": {"type": "string", "x-widget": "text"},
    "textarea": {"type": "string", "x-widget": "textarea"},
    "email": {"type": "string", "x-widget": "text", "format": "email"},
    "time": {"type": "string", "x-widget": "text", "format": "time"},
    "money": {"type": "integer", "x-widget": "money"},
    "number": {"type": "integer", "x-widget": "number"},
    "decimal": {"type": "number", "x-widget": "number"},
    "date": {"type": "string", "x-widget": "date", "format": "date"},
    "datetime": {"type": "string", "x-widget": "datetime", "format": "date-time"},
    "select": {"type": "string", "x-widget": "select"},
    "radio": {"type": "string", "x-widget": "radio"},
    "yes_no": {"type": "boolean", "x-widget": "radio"},
    "checkbox": {"type": "boolean", "x-widget": "checkbox"},
    "checklist": {**_MANY, "x-widget": "checklist"},
    "rows": {"type": "array", "x-widget": "rows", "items": _ROW},
    "file": {"type": "string", "x-widget": "file", "format": "file"},
    "files": {**_FILES, "x-widget": "files"},
    "person": {"type": "integer", "x-widget": "person"},
    "committee": {"type": "string", "x-widget": "committee"},
}
"""Question → the keywords that make a field ask it."""

CHOOSING = frozenset({"select", "radio", "checklist"})
"""Questions with choices of their own, or from a source."""
SOURCED: Mapping[str, str] = {"person": "people:officer", "committee": "committees"}
"""Questions whose choices always come from a source, and the usual one."""
FIRST_CHOICES = (Choice("choice_1", "선택 1", "Choice 1"), Choice("choice_2", "선택 2", "Choice 2"))

_LENGTHS = frozenset({"minLength", "maxLength", "pattern"})
_BOUNDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "x-unit"})
_COUNTS = frozenset({"minItems", "maxItems"})
_UPLOADS = frozenset({"x-accept", "x-max-bytes"})
FITTING: Mapping[str, frozenset[str]] = {
    "text": _LENGTHS | {"x-unit"}, "textarea": _LENGTHS, "email": _LENGTHS, "money": _BOUNDS, "number": _BOUNDS,
    "decimal": _BOUNDS, "checkbox": frozenset({"const"}), "yes_no": frozenset({"const"}),
    "checklist": _COUNTS | {"uniqueItems"}, "rows": _COUNTS, "file": _UPLOADS, "files": _COUNTS | _UPLOADS,
}  # fmt: skip
"""Question → the limits that can be set for it."""
_SHAPE = frozenset({"type", "format", "x-widget", "items", "uniqueItems"})
_DEPENDING = (
    _SHAPE | _LENGTHS | _BOUNDS | _COUNTS | _UPLOADS | {"const", "enum", "x-enum-labels", "x-options", "x-default"}
)


def question_of(schema: Mapping[str, Any]) -> str:
    """Say which question a field asks; empty for a shape that none of them has."""
    kind = kind_of(schema)
    if not kind:
        return ""
    widget, form = widget_of(schema), schema.get("format")
    if kind == "boolean" and widget == "radio":
        return "yes_no"
    if kind == "number" and widget == "number":
        return "decimal"
    if widget == "text" and form in ("email", "time"):
        return str(form)
    return widget if widget in QUESTIONS else ""


def asking(question: str) -> Changed:
    """Give a new field's keywords; raises EditRefused for what is no question."""
    if question not in QUESTIONS:
        raise EditRefused("question", question=question)
    schema = copy.deepcopy(dict(QUESTIONS[question]))
    if question in CHOOSING:
        write_choices(schema, FIRST_CHOICES)
    if question in SOURCED:
        write_source(schema, SOURCED[question])
    return schema


def ask_as(document: Document, path: str, question: str) -> Changed:
    """Have a field ask another kind of question; limits, choices and defaults that do not fit any more go."""
    changed = copied(document)
    schema = field_at(changed, path)
    before = question_of(schema)
    if before == question:
        return changed
    if question == "rows" and parent_of(path):
        raise EditRefused("rows_in_rows")
    new = asking(question)
    if question in CHOOSING and before in CHOOSING:
        _keep_choices(schema, new)
    fitting = FITTING.get(question, frozenset())
    kept = {key: value for key, value in schema.items() if key not in _DEPENDING or (key in fitting and key not in new)}
    titles = {key: kept.pop(key) for key in ("title", "x-title-en") if key in kept}
    schema.clear()
    schema.update({"type": new.pop("type"), **titles, **new, **kept})
    return changed


def _keep_choices(old: Mapping[str, Any], new: Changed) -> None:
    source = source_of(old)
    if source:
        write_source(new, source)
    else:
        write_choices(new, choices_of(old))
    if old.get("type") != "array" and new["type"] != "array":
        new["type"] = old["type"]
