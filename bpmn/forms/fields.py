"""The fields of a form, compiled: what each holds, when it shows, how it is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator

from bpmn.expressions import Expression


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form or of its rows."""

    name: str
    schema: Mapping[str, Any]
    kind: str
    """`string`, `integer`, `number`, `boolean`, `list` (of simple values) or `rows`."""
    widget: str
    required: bool
    show_if: Expression | None
    computed: Expression | None
    default: Expression | None
    constraints: Draft202012Validator
    """The limits of JSON Schema for the value itself (and its items)."""
    rows: Fields | None = None

    @property
    def read_only(self) -> bool:
        """Shown from the case, never written."""
        return bool(self.schema.get("readOnly")) and self.computed is None

    @property
    def writable(self) -> bool:
        """Filled in by a person."""
        return not self.schema.get("readOnly") and self.computed is None

    @property
    def format(self) -> str:
        """Format of the text, or of the listed texts: `date`, `date-time`, `time`, `email`, `file` or empty."""
        return str(self.schema.get("format") or self._items.get("format") or "")

    @property
    def item_kind(self) -> str:
        """What a `list` holds: `string` or `integer`."""
        return str(self._items.get("type", "string"))

    @property
    def options(self) -> str:
        """Name of the source of its choices; empty without one."""
        return str(self.schema.get("x-options") or self._items.get("x-options") or "")

    @property
    def _items(self) -> Mapping[str, Any]:
        items: Mapping[str, Any] = self.schema.get("items") or {}
        return items


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields in the order of the document, and in an order in which each comes after those it depends on."""

    listed: Sequence[Field]
    order: Sequence[Field]

    def __iter__(self) -> Iterator[Field]:
        return iter(self.listed)

    @property
    def names(self) -> frozenset[str]:
        """Names of all fields."""
        return frozenset(field.name for field in self.listed)
