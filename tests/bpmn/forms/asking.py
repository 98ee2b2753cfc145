"""Forms written in a line: fields, rows, and what an answer is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bpmn.forms import Answer, Form

NOW = datetime(2027, 1, 4, 0, 0, tzinfo=UTC)
FUNCTIONS: dict[str, Any] = {"next_year": lambda day: day.year + 1}


def field(kind: str = "string", **more: Any) -> dict[str, Any]:
    """Write a field; `x_show_if` stands for `x-show-if`."""
    own = {key.replace("_", "-") if key.startswith("x_") else key: value for key, value in more.items()}
    return {"type": kind, "title": "항목", "x-title-en": "Field", **own}


def form(required: tuple[str, ...] = (), checks: Any = (), **properties: Any) -> Form:
    document = {
        "type": "object",
        "title": "양식",
        "x-title-en": "Form",
        "properties": properties,
        "required": list(required),
        "x-checks": list(checks),
    }
    return Form.read(document, FUNCTIONS)


def rows(required: tuple[str, ...] = (), properties: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    inner = properties or {"item": field(), "amount": field("integer", x_widget="money", minimum=0)}
    items = {"type": "object", "properties": inner, "required": list(required)}
    return field("array", items=items, **more)


def errors(answer: Answer) -> list[tuple[str, str]]:
    return [(error.field_path, error.code) for error in answer.errors]
