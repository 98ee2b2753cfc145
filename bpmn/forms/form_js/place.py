"""Where the walk through a schema stands, what a component is called there, and what a computation gives."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any

from bpmn.expressions.grammar import parse_expression
from bpmn.expressions.names import is_condition
from bpmn.forms.form_js.components import Component
from bpmn.forms.form_js.fields import Schema


@dataclass(frozen=True)
class Place:
    """Where the walk stands: what receives fields, the names by key, and the conditions of the groups around."""

    properties: dict[str, Schema]
    required: list[str]
    names: dict[str, str]
    conditions: tuple[str, ...] = ()
    prefix: str = ""
    in_rows: bool = False
    depth: int = 0
    waiting: list[str] = field(default_factory=list)
    """Texts that become the help of the next field."""


def key_of(component: Component, place: Place) -> str:
    """Give the key by which a component's answer is known, the paths of its groups before it."""
    key = str(component.get("key") or component.get("path") or component.get("id") or "field")
    return joined(place.prefix, key)


def joined(before: str, path: Any) -> str:
    """Put a key behind a path."""
    return ".".join(part for part in (before, str(path or "")) if part)


def shape_of(text: str) -> Schema:
    """Tell from its form what a computation gives: yes or no, a number, or text."""
    tree = parse_expression(text)
    if is_condition(tree):
        return {"type": "boolean", "x-widget": "radio"}
    if isinstance(tree, ast.BinOp):
        return {"type": "number", "x-widget": "number"}
    return {"type": "string", "x-widget": "text"}
