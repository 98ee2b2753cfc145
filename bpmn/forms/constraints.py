"""JSON Schema's limits, said to people: each broken one becomes a field error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from bpmn.forms.errors import FieldError
from bpmn.forms.fields import Field, Fields
from bpmn.forms.patterns import VALUE_CHARACTERS
from bpmn.forms.typed_values import plain

COUNTS = frozenset({"minLength", "maxLength", "minItems", "maxItems"})
NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
WITHOUT_LIMIT = frozenset({"enum", "const", "pattern", "uniqueItems", "type", "required"})
LISTS = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas")
"""Keywords that relate fields to each other; they are checked over the whole answer."""


def exact(limits: Any) -> Any:
    """Give limits as they were written: floats would compare differently from the decimals of an answer."""
    if isinstance(limits, Mapping):
        return {key: exact(limit) for key, limit in limits.items()}
    if isinstance(limits, list):
        return [exact(limit) for limit in limits]
    return Decimal(repr(limits)) if isinstance(limits, float) else limits


def field_errors(field: Field, path: str, value: Any) -> Iterator[FieldError]:
    """Check one typed value against its own limits."""
    constraints, seen = field.constraints, plain(value)
    if (
        isinstance(constraints.schema, Mapping)
        and "pattern" in constraints.schema
        and isinstance(seen, str)
        and len(seen) > VALUE_CHARACTERS
    ):
        yield FieldError.of(path, "pattern")
        return
    for error in constraints.iter_errors(seen):
        yield _worded(path + "".join(f"[{index}]" for index in error.absolute_path), error, field.widget)


def form_errors(rules: Draft202012Validator, fields: Fields, values: Mapping[str, Any]) -> Iterator[FieldError]:
    """Check what relates fields to each other; a rule that names a missing field is said at that field."""
    seen = {name: _deep(value) for name, value in values.items() if value is not None}
    for error in rules.iter_errors(seen):
        for leaf in _leaves(error):
            path = _path(leaf)
            if leaf.validator == "required":
                missing = [name for name in _any(leaf.validator_value) if name not in _any(leaf.instance)]
                yield from (FieldError.of(f"{path}.{name}" if path else name, "required") for name in missing)
            elif leaf.validator == "dependentRequired":
                yield from _dependent(leaf)
            else:
                yield _worded(path, leaf, _widget(fields, leaf.absolute_path))


def _dependent(error: ValidationError) -> Iterator[FieldError]:
    answer = _any(error.instance)
    for name, needed in _any(error.validator_value).items():
        if name in answer:
            yield from (FieldError.of(other, "required") for other in needed if other not in answer)


def _any(value: Any) -> Any:
    """Say that a value of jsonschema's error is set (its types allow "unset")."""
    return value


def _widget(fields: Fields, path: Iterable[str | int]) -> str:
    """Name the widget of the field that a path leads to; empty where it leads to the whole answer."""
    found: Field | None = None
    for name in (part for part in path if isinstance(part, str)):
        inside = fields if found is None else found.rows or ()
        found = next((field for field in inside if field.name == name), None)
    return found.widget if found else ""


def _worded(path: str, error: ValidationError, widget: str) -> FieldError:
    keyword, limit = str(error.validator), error.validator_value
    if keyword in COUNTS:
        return FieldError.of(path, keyword, limit=limit)
    if keyword in NUMBERS:
        # A year or a count reads as it is typed; only money stands in groups of three.
        return FieldError.of(path, keyword, limit=f"{limit:,}" if widget == "money" else str(limit))
    return FieldError.of(path, keyword if keyword in WITHOUT_LIMIT else "invalid")


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    if not error.context:
        yield error
    for inner in error.context or ():
        yield from _leaves(inner)


def _path(error: ValidationError) -> str:
    path = ""
    for part in error.absolute_path:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _deep(item) for name, item in value.items() if item is not None}
    return [_deep(item) for item in value] if isinstance(value, list) else plain(value)
