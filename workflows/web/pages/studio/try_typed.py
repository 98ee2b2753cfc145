"""What is typed on the page of a dry run, read so that nothing it can be is a fault."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from bpmn.fractions import read_fraction

LAST_DAY = date(2099, 12, 31)
"""The last day to which a dry run goes on."""


def typed_values(text: str) -> dict[str, Any]:
    """Read lines `name = value`; a value is JSON, or text where it is none."""
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name.strip(): _json(value.strip()) for name, _, value in pairs if name.strip()}


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=read_fraction, parse_constant=str)
    except (ValueError, RecursionError):
        return text


def typed_number(text: str) -> int:
    """Read a number that a page of ours wrote or a person typed; -1 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1


def typed_day(text: str) -> date | None:
    """Read a day; None for anything else."""
    try:
        return min(date.fromisoformat(text), LAST_DAY)
    except ValueError:
        return None
