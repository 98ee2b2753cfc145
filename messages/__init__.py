"""All the words people read, one file per room and language (`engine.ko.toml`, `engine.en.toml`): Korean first.

A key is `room.name`; a text may hold `{parameters}`. A key missing in one language falls back to Korean, and
`tests/messages` keeps the two languages complete.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


def text(key: str, language: Language = "ko", /, **parameters: object) -> str:
    """Give the sentence for `key` in `language`, its parameters filled in; raises KeyError for a key nobody wrote."""
    room, _, name = key.partition(".")
    words = catalogue(room, language)
    if name not in words:
        words = catalogue(room, "ko")
    return words[name].format_map(parameters) if parameters else words[name]


@cache
def catalogue(room: str, language: Language) -> dict[str, str]:
    """Read one room's words in one language; nested tables become dotted names (`[a] b` → `a.b`)."""
    path = Path(__file__).parent / f"{room}.{language}.toml"
    return dict(_flatten(tomllib.loads(path.read_text("utf-8")), ""))


def rooms() -> list[str]:
    """List the rooms that have words."""
    return sorted({path.name.split(".")[0] for path in Path(__file__).parent.glob("*.toml")})


def _flatten(table: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flatten(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, str(value)))
    return pairs
