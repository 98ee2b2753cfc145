"""The components of form-js 1.x: which of our questions each becomes, and which properties are read of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Component = Mapping[str, Any]

ASKING: Mapping[str, str] = {
    "textfield": "text",
    "textarea": "textarea",
    "number": "number",
    "checkbox": "checkbox",
    "checklist": "checklist",
    "taglist": "checklist",
    "radio": "radio",
    "select": "select",
    "datetime": "datetime",
    "filepicker": "file",
}
"""Components that ask something."""
SHOWING = frozenset({"html", "image", "iframe", "table", "documentPreview"})
"""Components that show what a form of ours does not."""
LAYING_OUT = frozenset({"spacer", "separator"})
KNOWN = frozenset({*ASKING, *SHOWING, *LAYING_OUT, "text", "button", "group", "dynamiclist", "expression", "default"})

ALWAYS = frozenset({"id", "type", "key", "label", "components", "path"})
"""Properties that make the component what it is."""
READ: Mapping[str, frozenset[str]] = {
    "textfield": frozenset({"validate", "appearance"}),
    "textarea": frozenset({"validate"}),
    "number": frozenset({"validate", "appearance", "decimalDigits", "increment"}),
    "checkbox": frozenset({"validate"}),
    "checklist": frozenset({"validate", "values", "valuesKey", "valuesExpression"}),
    "taglist": frozenset({"validate", "values", "valuesKey", "valuesExpression"}),
    "radio": frozenset({"validate", "values", "valuesKey", "valuesExpression"}),
    "select": frozenset({"validate", "values", "valuesKey", "valuesExpression"}),
    "datetime": frozenset({"validate", "subtype", "dateLabel", "timeLabel", "disallowPassedDates"}),
    "filepicker": frozenset({"validate", "multiple", "accept"}),
    "expression": frozenset({"expression"}),
    "text": frozenset({"text"}),
    "button": frozenset({"action"}),
}
OF_FIELDS = frozenset({"description", "disabled", "readonly", "defaultValue", "conditional"})
"""Properties of every component that asks something."""
WITHOUT_MEANING = frozenset(
    {"schemaVersion", "exporter", "executionPlatform", "executionPlatformVersion", "versionTag"}
)
"""Properties of the form that say nothing of what is asked."""


def shown_name(component: Component) -> str:
    """Name a component as people know it."""
    return str(component.get("label") or component.get("key") or component.get("path") or component.get("id") or "")


def list_of(value: Any) -> list[Any]:
    """Give a list, empty for anything else."""
    return value if isinstance(value, list) else []


def record_of(value: Any) -> Mapping[str, Any]:
    """Give a record, empty for anything else."""
    return value if isinstance(value, Mapping) else {}
