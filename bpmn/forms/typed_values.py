"""Turns what was sent (text of a page, JSON of a program) into typed values: money to whole won, dates to dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bpmn.expressions.number_functions import WRITTEN
from bpmn.forms.fields import Field

CITY = ZoneInfo("Asia/Seoul")
TEXT_CHARACTERS = 65_536
NUMBER_CHARACTERS = 40
LARGEST = 10**18
MOST_ITEMS = 1_000
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．－＋", "0123456789,.-+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_UPLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BOOLEANS = {"true": True, "on": True, "1": True, "yes": True, "false": False, "off": False, "0": False, "no": False}


class Mistyped(ValueError):  # noqa: N818  # says what the value is
    """The value is not of the field's kind; `code` names the message."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def typed(field: Field, value: Any) -> Any:
    """Give the typed value of a field that is not rows, None when nothing was filled in; raises Mistyped.

    A checkbox that was not sent is false. A list keeps only what was filled in.
    """
    if field.kind == "list":
        return _list(field, value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return False if field.widget == "checkbox" else None
    return _READERS[field.kind](value, field.format)


def plain(value: Any) -> Any:
    """Give a value as JSON Schema sees it: dates and times as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    return [plain(item) for item in value] if isinstance(value, list) else value


def _list(field: Field, value: Any) -> list[Any]:
    if value is None:
        return []
    sent = value if isinstance(value, list | tuple) else [value]
    if len(sent) > MOST_ITEMS:
        raise Mistyped("maxItems", limit=MOST_ITEMS)
    filled = [item for item in sent if item is not None and not (isinstance(item, str) and not item.strip())]
    return [_READERS[field.item_kind](item, field.format) for item in filled]


def _integer(value: Any, form: str) -> int:
    number = _number(value, form, "type_integer")
    if number != int(number):
        raise Mistyped("type_integer")
    return int(number)


def _number(value: Any, form: str, code: str = "type_number") -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise Mistyped(code)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise Mistyped("number_size")
        return Decimal(value)
    number = (
        _written(value, code) if isinstance(value, str) else Decimal(repr(value) if type(value) is float else value)
    )
    if not number.is_finite():
        raise Mistyped(code)
    if number.adjusted() > len(str(LARGEST)) or abs(number) > LARGEST:
        raise Mistyped("number_size")
    return number


def _written(value: str, code: str) -> Decimal:
    """Read a number as people write it: commas between groups of three, `원` behind it, also in full-width digits."""
    written = value.translate(_FULL_WIDTH).strip().removesuffix("원").strip()
    if len(written) > NUMBER_CHARACTERS or not WRITTEN.fullmatch(written):
        raise Mistyped(code)
    return Decimal(written.replace(",", ""))


def _boolean(value: Any, form: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _BOOLEANS:
        return _BOOLEANS[value.strip().lower()]
    raise Mistyped("type_boolean")


def _string(value: Any, form: str) -> Any:
    if form == "date" and type(value) is date:
        return value
    if form == "date-time" and isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC)
    if not isinstance(value, str):
        raise Mistyped("type_text")
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise Mistyped("type_text")
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > TEXT_CHARACTERS:
        raise Mistyped("maxLength", limit=TEXT_CHARACTERS)
    return _FORMATS.get(form, str)(text)


def _date(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Mistyped("type_date")


def _datetime(text: str) -> datetime:
    """Read a time; without an offset it is meant in the city's zone."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=CITY)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Mistyped("type_datetime") from None


def _matching(pattern: re.Pattern[str], code: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise Mistyped(code)
        return text

    return read


_READERS: Mapping[str, Callable[[Any, str], Any]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
}
_FORMATS: Mapping[str, Callable[[str], Any]] = {
    "date": _date,
    "date-time": _datetime,
    "time": _matching(_TIME, "type_time"),
    "email": _matching(_EMAIL, "type_email"),
    "file": _matching(_UPLOAD, "type_file"),
}
FORMATS = frozenset(_FORMATS)
