"""Patterns that people need often, by name: nobody has to write a regular expression for a postcode."""

from __future__ import annotations

from collections.abc import Mapping

NAMED_PATTERNS: Mapping[str, str] = {
    "business_no": "^[0-9]{3}-[0-9]{2}-[0-9]{5}$",
    "phone": "^0[0-9]{1,2}-[0-9]{3,4}-[0-9]{4}$",
    "postcode": "^[0-9]{5}$",
    "digits": "^[0-9]+$",
    "account": "^[0-9-]{6,30}$",
}


def name_of_pattern(pattern: str) -> str:
    """Name a pattern; `own` for one that has no name, empty for none."""
    if not pattern:
        return ""
    return next((name for name, each in NAMED_PATTERNS.items() if each == pattern), "own")
