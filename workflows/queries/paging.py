"""Keyset paging: a page begins after the last row seen, so deep pages cost no more than the first."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

Row = TypeVar("Row")
PAGE_SIZE = 30
_LARGEST = 2**63 - 1
"""No row has a larger number; the stores cannot even look for one."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after which a page begins: the moment and the number of the last row seen."""

    at: datetime
    number: int

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(json.dumps([self.at.isoformat(), self.number]).encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """Read a cursor out of an address; anything else begins at the first page."""
        try:
            at, number = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            moment = datetime.fromisoformat(at)
            known = moment.tzinfo is not None and isinstance(number, int) and 0 <= number <= _LARGEST
            return cls(moment.astimezone(UTC), number) if known else None
        except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
            return None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows and where the next ones begin (None after the last)."""

    rows: tuple[Row, ...]
    next: Cursor | None


def page(rows: Sequence[Row], place: Callable[[Row], Cursor], size: int = PAGE_SIZE) -> Page[Row]:
    """Make a page of at most `size` rows out of one row more than that."""
    shown = tuple(rows[:size])
    return Page(shown, place(shown[-1]) if len(rows) > size else None)
