"""One evaluation: the values it was given, the names it knows so far, and what it may still spend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from bpmn.expressions.errors import ExpressionError
from bpmn.expressions.limits import FUEL, LIST_ITEMS, SPACE, TEXT_CHARACTERS
from bpmn.expressions.values import admit, bounded


class Run:
    """The state that every compiled closure receives."""

    __slots__ = ("fuel", "given", "known", "now", "space")

    def __init__(self, given: Mapping[str, Any], now: datetime | None) -> None:
        self.given = given
        self.known: dict[str, Any] = {}
        self.now = now
        self.fuel = FUEL
        self.space = SPACE

    def look_up(self, name: str) -> Any:
        """Give a variable's value; what came from outside is checked once and then known."""
        try:
            return self.known[name]
        except KeyError:
            if name not in self.given:
                raise ExpressionError("name_unknown", name=name) from None
        value = self.known[name] = admit(self.given[name])
        return value

    def has(self, name: str) -> bool:
        """Tell whether a variable of this name is there."""
        return name in self.known or name in self.given

    def spend(self, steps: int) -> None:
        """Count steps; raises ExpressionError `fuel` when the evaluation takes too many."""
        self.fuel -= steps
        if self.fuel < 0:
            raise ExpressionError("fuel", limit=FUEL)

    def made(self, value: Any) -> Any:
        """Give back a value that an operation just made, once its size is inside the limits."""
        kind = type(value)
        if kind is str:
            return self._paid(value, TEXT_CHARACTERS, "text_size")
        if kind is list or kind is dict:
            return self._paid(value, LIST_ITEMS, "list_size")
        return bounded(value) if kind is int or kind is Decimal else value

    def _paid(self, value: Any, limit: int, code: str) -> Any:
        if len(value) > limit:
            raise ExpressionError(code, limit=limit)
        self.space -= len(value) + 8
        if self.space < 0:
            raise ExpressionError("space", limit=SPACE)
        self.spend(len(value) >> 5)
        return value
