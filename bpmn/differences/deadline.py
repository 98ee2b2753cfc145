"""Deadlines in words: `civil_period(filed_on, "P3D")` is "3 days from `filed_on`" to somebody who never saw code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import messages
from bpmn.differences.change import Said, Word
from messages import Language

COUNTED = re.compile(
    r"""^(?P<how>\w+)\((?P<since>[^()"']*(?:\([^()]*\))?[^()"']*),\s*(?P<length>["']P[\dYMWDTHS]+["']|\d+)\)$"""
)
LATER = re.compile(r"^(?P<since>\w+(?:\(\))?)\s*\+\s*days\((?P<length>\d+)\)$")
ISO = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$")
UNITS = ("year", "month", "week", "day", "hour", "minute")
WORKING = frozenset({"minwon_days", "backward_working", "working_days_after"})
BACKWARD = frozenset({"backward", "backward_working"})
KEYS = {
    (False, False): "after",
    (False, True): "before",
    (True, False): "working_after",
    (True, True): "working_before",
}


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in words."""

    parts: Mapping[str, int]

    def text(self, language: Language) -> str:
        """Say it: `2개월 10일`."""
        return " ".join(messages.text(f"differences.unit.{unit}", language, n=n) for unit, n in self.parts.items())


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in words: its length, from when it runs, whether working days are counted and in which direction."""

    key: str
    length: Length
    since: str
    """The expression of the day it runs from."""

    def text(self, language: Language) -> str:
        """Say it."""
        since = messages.text("differences.deadline.today", language) if self.since == "today()" else self.since
        length = self.length.text(language)
        return messages.text(f"differences.deadline.{self.key}", language, length=length, since=since)


def deadline(expression: str) -> Said | str:
    """Say a deadline in words where its form is known; else as it is written."""
    if not expression:
        return Word("deadline.none")
    found = COUNTED.match(expression) or LATER.match(expression)
    if found is None:
        return expression
    how = found.groupdict().get("how") or ""
    length = _length(found["length"].strip("\"'"))
    if length is None:
        return expression
    return Deadline(KEYS[how in WORKING, how in BACKWARD], length, found["since"].strip())


def _length(text: str) -> Length | None:
    if text.isdigit():
        return Length({"day": int(text)})
    found = ISO.match(text)
    if found is None:
        return None
    parts = {unit: int(number) for unit, number in zip(UNITS, found.groups(), strict=True) if number}
    return Length(parts) if parts else None
