"""What the ordinance obliges, as data: clauses, imported rules, timers and thresholds, each known by its id.

Ids are those that diagrams carry (`jorye:clauses="A5P2 IMP-08"`): `A…` an article of the ordinance, `IMP-…` a rule of
other law that applies to it, `T…` a timer, `K…` a threshold. The texts are ours; the law itself is cited.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from messages.content import content_files

Kind = Literal["DUTY", "POWER", "DEF", "LIMIT", "EFFORT", "REF"]
"""Must, may, definition, constraint, best effort, reference to other law."""
Bound = Literal["", "at_most", "at_least", "exactly"]
"""Which way a process may differ from a timer's length; empty where no law fixes it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule: what it asks for in our own words, where it stands, when it holds, which acceptance tests show it.

    `length` (ISO 8601), `counting` (a kind of `jorye period`, or `fixed_date`), `bound` and `exception` (the length
    that the law's own exception allows, ISO 8601) belong to timers only.
    """

    id: str
    kind: Kind
    ko: str
    en: str
    source: str
    citation: str
    valid_from: date
    valid_to: date | None = None
    tests: tuple[str, ...] = ()
    length: str = ""
    counting: str = ""
    bound: Bound = ""
    exception: str = ""

    @property
    def cited(self) -> str:
        """The citation in full: `안양시 인공지능산업 육성 및 지원 조례 제5조제2항제6호`."""
        return f"{self.source} {self.citation}"

    def text(self, language: Literal["ko", "en"] = "ko") -> str:
        """Say the rule in one language."""
        return self.ko if language == "ko" else self.en

    def in_force(self, on: date) -> bool:
        """Tell whether the rule holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class UnknownClause(KeyError):  # noqa: N818 - errors are named for what happened
    """No clause has this `id`; the message names the nearest ones."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.nearest = tuple(get_close_matches(id, clauses(), n=3, cutoff=0.5))
        super().__init__(id)

    def __str__(self) -> str:
        hint = f" Did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        return f"No clause {self.id!r} in bpmn/ordinance/data.{hint} Ids look like A5P2I6, IMP-14, T02 or K05."


def clause(id: str) -> Clause:
    """Give the clause with this id; raises UnknownClause (a KeyError) with advice."""
    try:
        return clauses()[id]
    except KeyError:
        raise UnknownClause(id) from None


@cache
def clauses() -> Mapping[str, Clause]:
    """Give every clause by its id, in the order of the law: articles, imported rules, timers, thresholds."""
    found: dict[str, Clause] = {}
    for path in content_files(Path(__file__).parent / "data", "*.toml"):
        for each in _read(path):
            if each.id in found:
                raise ValueError(f"{path.name}: clause {each.id} is already in another file. Keep each id once.")
            found[each.id] = each
    return MappingProxyType(found)


def _read(path: Path) -> list[Clause]:
    tables = tomllib.loads(path.read_text("utf-8"))
    defaults = tables.pop("defaults", {})
    read: list[Clause] = []
    for id, fields in tables.items():
        row = {**defaults, **fields}
        row["tests"] = tuple(row.get("tests", ()))
        read.append(Clause(id=id, **row))
    return read
