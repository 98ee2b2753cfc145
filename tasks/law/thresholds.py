"""Amounts and shares at which rules begin to hold (K01 … K18), read from `data/thresholds.toml`."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tasks.law.checks import whole
from tasks.law.errors import LawError
from tasks.law.rules import only_row, table

_COMPARE: Mapping[str, Callable[[int, int], bool]] = {"<=": operator.le, "<": operator.lt, ">=": operator.ge}


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of the law, how a value meets it, and where it stands."""

    id: str
    compare: str
    value: int
    source: str

    def met_by(self, value: int) -> bool:
        """Tell whether `value` (same unit) meets the threshold; the boundary is as the law says (이상, 이하, 미만)."""
        return _COMPARE[self.compare](whole(self.id, value), self.value)


def threshold(id: str, on: date | None = None) -> Threshold:
    """Give the threshold in force on a day (without one: today's text); raises LawError `unknown_threshold`."""
    rows = [row for row in table("thresholds")["threshold"] if row["id"] == id]
    if not rows:
        raise LawError("unknown_threshold", id=id)
    row = only_row(rows, on, id)
    return Threshold(row["id"], row["compare"], row["value"], row["source"])
