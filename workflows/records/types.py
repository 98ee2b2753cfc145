"""How values are kept so that both stores sort, compare and give them back alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import BigInteger, Date, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

Big = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit number; on SQLite the one kind of column that can number rows by itself."""

Day = Date()
"""A calendar date in the city's zone."""


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; on SQLite text of fixed width, so that order of text is order of time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the store's own type."""
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else DateTime(timezone=True))

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """Choose the one function that does it; SQLAlchemy would put two calls around it for every value."""
        return _moment_text if dialect.name == "sqlite" else _moment

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn a moment into what the store keeps; a naive datetime is refused with ValueError."""
        return self.bind_processor(dialect)(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the stored moment back, aware, in UTC."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return None if value is None else value.astimezone(UTC)


def _moment(value: datetime | None) -> datetime | None:
    return None if value is None else _aware(value)


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"a moment needs a zone, {value!r} has none: use workflows.clock")
    return value.astimezone(UTC)


def _moment_text(value: datetime | None) -> str | None:
    return None if value is None else moment_text(value)


@lru_cache(maxsize=256)
def moment_text(value: datetime) -> str:
    """Give a moment as text of fixed width; a step writes the same one again and again."""
    return _aware(value).isoformat(timespec="microseconds")


class Document(TypeDecorator[Any]):
    """Values as canonical JSON text: keys sorted; dates, moments and decimals come back as what they were."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:
        """Choose the one function that does it, as above."""
        return _document_text

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write canonical JSON text."""
        return _document_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read the text back."""
        return None if value is None else read_document(value)


def _document_text(value: Any) -> str | None:
    return None if value is None else write_document(value)


def write_document(value: Any) -> str:
    """Write values as canonical JSON: equal values always give the same text; raises TypeError for what is no value.

    Floats are not meant to come here: a number with a point is a decimal from the moment it is read.
    """
    if not value and type(value) in _EMPTY:
        return _EMPTY[type(value)]
    try:
        return orjson.dumps(value, _tagged, _CANONICAL).decode()
    except TypeError:
        return _WRITER.encode(value)  # the same text, also of numbers beyond 64 bits


def read_document(text: str) -> Any:
    """Read what `write_document` wrote."""
    empty = _READ_EMPTY.get(text)
    return _READER.decode(text) if empty is None else empty()


def _tagged(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be stored: use text, numbers, dates, lists and mappings")


_EMPTY: Mapping[type, str] = {dict: "{}", list: "[]", tuple: "[]"}
"""Most documents of a task that opens are empty."""
_READ_EMPTY: Mapping[str, Callable[[], Any]] = {"{}": dict, "[]": list}
_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_tagged)


_TAGS: dict[str, Callable[[str], Any]] = {
    "$moment": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$decimal": Decimal,
}


def _untagged(mapping: dict[str, Any]) -> Any:
    if len(mapping) == 1:
        ((key, value),) = mapping.items()
        if key in _TAGS and isinstance(value, str):
            return _TAGS[key](value)
    return mapping


_READER = json.JSONDecoder(object_hook=_untagged)
