"""Writes values as TOML, texts of several lines as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def pairs(values: Mapping[str, Any]) -> Iterator[str]:
    """Write each key with its value on one line."""
    for key, value in values.items():
        yield f"{_key(key)} = {written_value(value)}"


def written_value(value: Any) -> str:
    """Write a value that `tomllib` has read."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return written_text(value)
    if isinstance(value, list):
        return f"[{', '.join(written_value(each) for each in value)}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_one_line(each)}' for key, each in value.items())} }}"
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)


def written_text(text: str) -> str:
    """Write a text, one of several lines between three quotes."""
    if "\n" not in text:
        return _line(text)
    inner = _CONTROL.sub(_escaped, text.replace("\\", "\\\\")).replace('"""', '\\"\\"\\"')
    inner = inner[:-1] + '\\"' if inner.endswith('"') else inner
    return f'"""{chr(10) if inner.startswith(chr(10)) else ""}{inner}"""'


def _line(text: str) -> str:
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{_CONTROL.sub(_escaped, inner)}"'


def _one_line(value: Any) -> str:
    return _line(value) if isinstance(value, str) else written_value(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _line(key)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
