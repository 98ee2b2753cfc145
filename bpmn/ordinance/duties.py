"""What the law asks of how elements stand to each other, and which function carries which clause, as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from messages.content import content

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reserved:
    """An approval that a clause keeps for one role (전결 불가)."""

    clause: str
    role: str


@dataclass(frozen=True, slots=True)
class Separated:
    """Two operations that one person may not both do (겸직 금지), by which law."""

    first: str
    second: str
    law: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An operation that another one has to come before, by which clause."""

    operation: str
    first: str
    clause: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """How the notice of the remedy (불복 고지) is known: clauses, words of letters, names of outcomes and notices."""

    clauses: frozenset[str]
    notice_by: str
    """The clause by which a decision is notified."""
    law: str
    letter_says: tuple[str, ...]
    operations: frozenset[str]
    """What gives an adverse decision, whatever the step is called."""
    adverse: re.Pattern[str]
    notice: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Approval:
    """Who stands above whom (lowest first), when the amount names the approver, what approving is called."""

    ranks: tuple[str, ...]
    by_amount: frozenset[str]
    names: re.Pattern[str]


def reserved() -> tuple[Reserved, ...]:
    """Give the approvals kept for one role."""
    return tuple(Reserved(**row) for row in _duties()["reserved"])


def separated() -> tuple[Separated, ...]:
    """Give the pairs of operations that need two people."""
    return tuple(Separated(**row) for row in _duties()["separated"])


def earlier() -> tuple[Earlier, ...]:
    """Give what has to come before what."""
    return tuple(Earlier(**row) for row in _duties()["earlier"])


@cache
def remedy() -> Remedy:
    """Give how the notice of the remedy is known."""
    row = _duties()["remedy"]
    clauses, words = frozenset(row["clauses"]), tuple(row["letter_says"])
    operations = frozenset(row["operations"])
    patterns = _either(row, "adverse"), _either(row, "notice")
    return Remedy(clauses, row["notice_by"], row["law"], words, operations, *patterns)


@cache
def approval() -> Approval:
    """Give the ranks of those who approve."""
    row = _duties()["approval"]
    return Approval(tuple(row["ranks"]), frozenset(row["by_amount"]), _either(row, "names"))


def recorded_law() -> tuple[str, ...]:
    """Give the names of the law whose rules are on record as clauses."""
    return tuple(_duties()["record"]["law"])


@cache
def carried_by_function() -> Mapping[str, tuple[str, ...]]:
    """Give every function of the law with the clauses that it carries out."""
    table = tomllib.loads(content(_HERE / "functions.toml").read_text("utf-8"))
    return MappingProxyType({name: tuple(clauses) for name, clauses in table.items()})


@cache
def _duties() -> dict[str, Any]:
    return tomllib.loads(content(_HERE / "duties.toml").read_text("utf-8"))


def _either(row: Mapping[str, str], name: str) -> re.Pattern[str]:
    return re.compile(f"{row[f'{name}_ko']}|{row[f'{name}_en']}", re.IGNORECASE)
