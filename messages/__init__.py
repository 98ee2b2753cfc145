"""All the words people read, one file per room and language (`engine.ko.toml`, `engine.en.toml`): Korean first.

A key is `room.name`; a text may hold `{parameters}`. A Korean text names both forms of a particle behind a parameter,
`'{name}'{을/를} 찾을 수 없습니다.`, and the one that fits is written. A key missing in one language falls back to
Korean; `tests/messages` keeps the two languages complete.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

from messages.content import content
from messages.particles import particle

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


def text(key: str, language: Language = "ko", /, **parameters: object) -> str:
    """Give the sentence for `key` in `language`, its parameters filled in; raises KeyError for a key nobody wrote."""
    room, _, name = key.partition(".")
    words = catalogue(room, language)
    if name not in words:
        words = catalogue(room, "ko")
    return _fill(words[name], parameters) if parameters else words[name]


def parameters_of(sentence: str) -> set[str]:
    """Name the parameters a sentence holds."""
    return {field for field in _fields(sentence) if "/" not in field}


def particles_of(sentence: str) -> set[str]:
    """Give the particles a sentence chooses, each with both its forms."""
    return {field for field in _fields(sentence) if "/" in field}


@cache
def catalogue(room: str, language: Language) -> dict[str, str]:
    """Read one room's words in one language, a city's own in place of ours; `[a] b` becomes the name `a.b`."""
    path = Path(__file__).parent / f"{room}.{language}.toml"
    return _words(path) | _words(content(path))


def _words(path: Path) -> dict[str, str]:
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


def _fields(sentence: str) -> list[str]:
    return [field for _, field, _, _ in Formatter().parse(sentence) if field]


def _fill(sentence: str, parameters: dict[str, object]) -> str:
    formatter = Formatter()
    filled = ""
    for before, field, form, conversion in formatter.parse(sentence):
        filled += before
        if field and "/" in field:
            filled += particle(field, filled)
        elif field is not None:
            value, _ = formatter.get_field(field, (), parameters)
            filled += formatter.format_field(formatter.convert_field(value, conversion), form or "")
    return filled
