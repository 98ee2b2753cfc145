"""What changes in the files beside the diagram: forms, decision tables, letters, examples."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from bpmn.bundle import Bundle
from bpmn.decisions.errors import DecisionRefused
from bpmn.diagram.names import Name
from bpmn.differences.change import Change, Part, Weight
from bpmn.differences.decisions import decision_changes
from bpmn.differences.forms import form_changes
from bpmn.differences.letters import letter_changes

Compared = Callable[[str, Any, Any], Iterator[Change]]


def _json(content: bytes) -> Any:
    return json.loads(content)


def _toml(content: bytes) -> Any:
    return tomllib.loads(content.decode())


def _raw(content: bytes) -> Any:
    return content


def _changed(name: str, old: Any, new: Any) -> Iterator[Change]:
    yield Change("example_changed", "example", name, "appearance", {"name": Name(name)})


KINDS: Mapping[str, tuple[Part, Weight, Callable[[bytes], Any], Compared]] = {
    "forms": ("form", "content", _json, form_changes),
    "decisions": ("decision", "content", _raw, decision_changes),
    "letters": ("letter", "content", _toml, letter_changes),
    "examples": ("example", "appearance", _raw, _changed),
}
"""Folder → part, weight, how its files are read, how two of them are compared."""


def file_changes(old: Bundle, new: Bundle) -> Iterator[Change]:
    """Compare every file but the diagram, by its name; one that cannot be read is only said to be different."""
    for name in sorted({*old.files, *new.files} - {old.main, new.main}):
        before, after = old.files.get(name), new.files.get(name)
        if before != after:
            yield from _file(name, before, after)


def _file(name: str, before: bytes | None, after: bytes | None) -> Iterator[Change]:
    folder, _, rest = name.partition("/")
    if folder == "called":
        yield Change("called_changed", "file", name, "flow", {"name": rest})
        return
    part, weight, read, compared = KINDS.get(folder, ("file", "content", _raw, _any))
    if before is None or after is None:
        kind = f"{part}_removed" if after is None else f"{part}_added"
        yield Change(kind, part, name, weight, {"name": _title(name, read, after or before or b"")})
        return
    try:
        yield from compared(name, read(before), read(after))
    except (ValueError, KeyError, TypeError, AttributeError, DecisionRefused, etree.LxmlError):
        yield Change("file_changed", part, name, weight, {"name": name})


def _any(name: str, old: Any, new: Any) -> Iterator[Change]:
    yield Change("file_changed", "file", name, "content", {"name": name})


def _title(name: str, read: Callable[[bytes], Any], content: bytes) -> Name:
    try:
        document = read(content)
    except ValueError:
        return Name(name)
    if isinstance(document, Mapping) and isinstance(document.get("title"), str):
        return Name(document["title"], str(document.get("x-title-en", document.get("title-en", ""))))
    return Name(name.partition("/")[2].rpartition(".")[0])
