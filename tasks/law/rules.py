"""The numbers of the law as dated rows: read `data/<name>.toml`, and pick the rows in force on a day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from messages.content import content
from tasks.law.dates import as_date
from tasks.law.errors import LawError

Row = Mapping[str, Any]
_DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> Mapping[str, tuple[Row, ...]]:
    """Read one data file: its lists of rows by name, each row with `valid_from`, and `valid_to` once it has ended."""
    tables = tomllib.loads(content(_DATA / f"{name}.toml").read_text("utf-8"))
    return {key: tuple(rows) for key, rows in tables.items()}


def in_force(row: Row, on: date | None) -> bool:
    """Tell whether a row is in force on a day; without a day, whether it is the rule of today's text (no end)."""
    ends: date | None = row.get("valid_to")
    if on is None:
        return ends is None
    day = as_date(on)
    return bool(row["valid_from"] <= day and (ends is None or day <= ends))


def rows_in_force(rows: Iterable[Row], on: date | None) -> tuple[Row, ...]:
    """Keep the rows in force, in the order of the file."""
    return tuple(row for row in rows if in_force(row, on))


def only_row(rows: Iterable[Row], on: date | None, what: str) -> Row:
    """Give the single row in force; raises LawError `no_rule` or `two_rules` when the data does not name just one."""
    found = rows_in_force(rows, on)
    if len(found) != 1:
        raise LawError("two_rules" if found else "no_rule", what=what, day=on or "—")
    return found[0]
