"""Dates the law fixes by name in each year: 31 July for evaluations, 31 March for names, and so on."""

from __future__ import annotations

from datetime import date, timedelta

from tasks.law.dates import as_date
from tasks.law.errors import LawError
from tasks.law.rules import rows_in_force, table


def fixed_date(name: str, year: int, on: object = None) -> date:
    """Give the fixed date `name` that belongs to `year`; it never rolls over.

    `on` picks the rule in force that day (without it, today's text). Raises LawError `unknown_fixed_date`.
    """
    rows = table("fixed_dates")["date"]
    found = [row for row in rows_in_force(rows, None if on is None else as_date(on)) if row["id"] == name]
    if not found:
        names = ", ".join(sorted({row["id"] for row in rows}))
        raise LawError("unknown_fixed_date", name=name, names=names)
    row = found[0]
    year += row["years_later"]
    if row["day"] == "last":
        return date(year + row["month"] // 12, row["month"] % 12 + 1, 1) - timedelta(days=1)
    return date(year, row["month"], row["day"])
