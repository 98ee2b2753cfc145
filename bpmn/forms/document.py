"""The shape of a form document: JSON Schema 2020-12 itself, and which of our keywords may stand where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from bpmn.forms.constraints import LISTS
from bpmn.forms.errors import FormProblem
from bpmn.forms.patterns import is_safe
from bpmn.forms.typed_values import FORMATS

NAME = re.compile(r"[^\W\d_]\w{0,63}")
FIELDS = 300
DEPTH = 24
DIALECT = "https://json-schema.org/draft/2020-12/schema"

FORM_KEYWORDS = frozenset(
    {
        "$schema", "$id", "type", "title", "description", "properties", "required", "additionalProperties", *LISTS,
        "x-title-en", "x-description-en", "x-sections", "x-checks", "x-operation", "x-case-title",
    }
)  # fmt: skip
FIELD_KEYWORDS = frozenset(
    {
        "type", "title", "description", "enum", "const", "format", "readOnly", "items", "pattern",
        "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minItems", "maxItems", "uniqueItems",
        "x-accept", "x-computed", "x-default", "x-description-en", "x-enum-labels", "x-help", "x-help-en",
        "x-max-bytes", "x-options", "x-show-if", "x-title-en", "x-unit", "x-widget",
    }
)  # fmt: skip
ROW_KEYWORDS = frozenset({"type", "properties", "required", "title", "x-title-en"})

WIDGETS: Mapping[str, tuple[str, ...]] = {
    "string": ("text", "textarea", "date", "datetime", "select", "radio", "file", "person", "committee"),
    "integer": ("number", "money", "select", "radio", "person", "committee"),
    "number": ("number",),
    "boolean": ("checkbox", "radio"),
    "list": ("checklist", "files", "person", "committee"),
    "rows": ("rows",),
}
"""Kind of field → its widgets, the usual one first."""
WIDGET_OF_FORMAT: Mapping[str, str] = {"date": "date", "date-time": "datetime", "file": "file"}


def kind_of(schema: Mapping[str, Any]) -> str:
    """Say what a field holds; empty for what a form cannot ask."""
    kind = schema.get("type")
    if kind != "array":
        return kind if kind in ("string", "integer", "number", "boolean") else ""
    items = schema.get("items")
    inner = items.get("type") if isinstance(items, Mapping) else None
    return "rows" if inner == "object" else "list" if inner in ("string", "integer") else ""


def widget_of(schema: Mapping[str, Any]) -> str:
    """Say how a field is asked: as it says itself, or as is usual for what it holds."""
    if "x-widget" in schema:
        return str(schema["x-widget"])
    kind = kind_of(schema)
    if kind == "list" and schema["items"].get("format") == "file":
        return "files"
    return WIDGET_OF_FORMAT.get(str(schema.get("format")), WIDGETS[kind][0])


def size_problems(document: Mapping[str, Any]) -> Iterator[FormProblem]:
    """Refuse a document that is too big or too deeply nested to be looked at further."""
    properties = document.get("properties")
    if isinstance(properties, Mapping) and len(properties) > FIELDS:
        yield FormProblem("too_many", "properties", {"limit": FIELDS})
    level: list[Any] = [document]
    for _ in range(DEPTH):
        level = [inner for node in level for inner in _inside(node)]
    if level:
        yield FormProblem("too_deep", "", {"limit": DEPTH})


def _inside(node: Any) -> list[Any]:
    if isinstance(node, Mapping):
        return list(node.values())
    return list(node) if isinstance(node, list | tuple) else []


def schema_problems(document: Mapping[str, Any]) -> Iterator[FormProblem]:
    """Check the document against JSON Schema's own rules; what breaks them cannot be looked at further."""
    for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(document):
        yield FormProblem("schema", ".".join(map(str, error.absolute_path)), {"reason": error.message[:200]})


def outer_problems(document: Mapping[str, Any]) -> Iterator[FormProblem]:
    """Check the outer shape of a form."""
    if document.get("$schema", DIALECT) != DIALECT:
        yield FormProblem("dialect", "$schema", {"dialect": DIALECT})
    if document.get("type") != "object" or not isinstance(document.get("properties"), Mapping):
        yield FormProblem("not_object", "")
    yield from _unknown(document, FORM_KEYWORDS, "")
    yield from _untitled(document, "")
    yield from _references(document, "")
    for keyword in LISTS:
        yield from _patterns(document.get(keyword), keyword)


def field_problems(name: str, schema: Any, place: str) -> Iterator[FormProblem]:
    """Check one field's keywords (not its expressions)."""
    if not NAME.fullmatch(name):
        yield FormProblem("name", place, {"name": name})
    if not isinstance(schema, Mapping):
        yield FormProblem("not_object", place)
        return
    yield from _unknown(schema, FIELD_KEYWORDS, place)
    yield from _untitled(schema, place)
    if not kind_of(schema):
        yield FormProblem("kind", place, {"found": str(schema.get("type"))})
        return
    yield from _shape_problems(schema, place)
    yield from _label_problems(schema, place)


def _shape_problems(schema: Mapping[str, Any], place: str) -> Iterator[FormProblem]:
    kind, widget = kind_of(schema), widget_of(schema)
    if widget not in WIDGETS[kind]:
        yield FormProblem("widget", place, {"widget": widget, "known": ", ".join(WIDGETS[kind])})
    items = schema.get("items") if kind == "list" else {}
    form = schema.get("format") or (items or {}).get("format")
    if form is not None and form not in FORMATS:
        yield FormProblem("format", place, {"found": form, "known": ", ".join(sorted(FORMATS))})
    needed = {"date": "date", "datetime": "date-time", "file": "file", "files": "file"}.get(widget)
    if needed and form != needed:
        yield FormProblem("widget_format", place, {"widget": widget, "format": needed})
    if "pattern" in schema and not is_safe(str(schema["pattern"])):
        yield FormProblem("pattern", place)
    if "pattern" in (items or {}):
        yield FormProblem("unknown_keyword", f"{place}.items", {"keyword": "pattern"})
    choice = {**(items or {}), **schema}
    if widget in ("select", "checklist") and "enum" not in choice and "x-options" not in choice:
        yield FormProblem("no_choices", place)


def _label_problems(schema: Mapping[str, Any], place: str) -> Iterator[FormProblem]:
    labels = schema.get("x-enum-labels")
    if labels is None:
        return
    items = schema.get("items") if isinstance(schema.get("items"), Mapping) else {}
    values = {str(value) for value in schema.get("enum", (items or {}).get("enum", ()))}
    if not isinstance(labels, Mapping) or any(not isinstance(label, Mapping) for label in labels.values()):
        yield FormProblem("labels", place, {"values": ", ".join(sorted(values))})
        return
    wrong = values.symmetric_difference(labels) | {value for value, label in labels.items() if "ko" not in label}
    if wrong:
        yield FormProblem("labels", place, {"values": ", ".join(sorted(wrong))})


def _unknown(schema: Mapping[str, Any], known: frozenset[str], place: str) -> Iterator[FormProblem]:
    for keyword in schema:
        if keyword not in known:
            yield FormProblem("unknown_keyword", place, {"keyword": keyword})


def _untitled(schema: Mapping[str, Any], place: str) -> Iterator[FormProblem]:
    if not isinstance(schema.get("title"), str) or not schema["title"].strip():
        yield FormProblem("title", place)


def _patterns(node: Any, place: str) -> Iterator[FormProblem]:
    """Refuse regular expressions in rules between fields; a field's own is checked and bounded."""
    if isinstance(node, Mapping):
        for keyword, inner in node.items():
            if keyword in ("pattern", "patternProperties") and not place.endswith("properties"):
                yield FormProblem("pattern_place", place, {"keyword": keyword})
            yield from _patterns(inner, f"{place}.{keyword}")
    elif isinstance(node, list):
        for inner in node:
            yield from _patterns(inner, place)


def _references(node: Any, place: str) -> Iterator[FormProblem]:
    if isinstance(node, Mapping):
        for keyword, inner in node.items():
            if keyword in ("$ref", "$dynamicRef"):
                yield FormProblem("reference", place, {"keyword": keyword})
            yield from _references(inner, f"{place}.{keyword}".lstrip("."))
    elif isinstance(node, list):
        for inner in node:
            yield from _references(inner, place)
