"""What is known of the values a form gives, before anybody fills it in."""

from __future__ import annotations

from collections.abc import Mapping

from bpmn.expressions.kinds import ANY, BOOLEAN, DATE, DECIMAL, MOMENT, TEXT, WHOLE, Type
from bpmn.forms.fields import Field, Fields

_BY_KIND: Mapping[str, Type] = {"integer": WHOLE, "number": DECIMAL, "boolean": BOOLEAN, "string": TEXT}
_BY_FORMAT: Mapping[str, Type] = {"date": DATE, "date-time": MOMENT, "file": ANY}


def types_of(fields: Fields) -> dict[str, Type]:
    """Give the type of every field that an answer holds, written or computed, in the order of the document."""
    return {field.name: type_of(field) for field in fields if field.writable or field.computed is not None}


def type_of(field: Field) -> Type:
    """Give the type of one field's value."""
    if field.rows is not None:
        return Type("list", item=Type("dict", keys=types_of(field.rows)))
    if field.kind == "list":
        return Type("list", item=_simple(field.item_kind, field))
    return _simple(field.kind, field)


def _simple(kind: str, field: Field) -> Type:
    if kind == "string" and field.format in _BY_FORMAT:
        return _BY_FORMAT[field.format]
    known = _BY_KIND.get(kind, ANY)
    choices = field.schema.get("enum") or (field.schema.get("items") or {}).get("enum") or ()
    if known == TEXT and choices:
        return Type("str", choices=tuple(str(choice) for choice in choices))
    return known
