"""Every sentence the code asks for is written, and every sentence written is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import messages

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("bpmn", "tasks", "workflows")
CONTENT = {".py", ".html", ".js", ".json", ".toml", ".bpmn", ".dmn"}
ROOMS_OF_CALLS = {
    "text": ("", 0),
    "t": ("web.", 0),
    "say": ("cli.", 0),
    "words": ("cli.help.", 0),
    "Entry": ("web.event.", 0),
    "Fault": ("engine.incident.", 0),
    "ServiceError": ("service.", 0),
    "GuardError": ("registers.", 0),
    "require": ("registers.", 1),
}
"""Call → where the sentence stands that its argument (by position) names."""

OTHERWISE = {"Fault": "soundness"}
"""Call → a folder in which something else has that name."""

ELSEWHERE = frozenset({"Cancelled", "명"})
"""A state of Prefect's runs, and a unit that forms may name."""


def _files() -> Iterator[Path]:
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*")):
            if path.suffix in CONTENT and not {"node_modules", "dist"} & set(path.parts):
                yield path


@cache
def _written() -> frozenset[str]:
    return frozenset(f"{room}.{name}" for room in messages.rooms() for name in messages.catalogue(room, "ko"))


@cache
def _calls(path: Path) -> tuple[tuple[str, ast.expr], ...]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            _, place = ROOMS_OF_CALLS.get(name, ("", 0))
            if name in ROOMS_OF_CALLS and len(node.args) > place and OTHERWISE.get(name, "") not in path.parts:
                found.append((name, node.args[place]))
    return tuple(found)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))


def _is_key(call: str, literal: str) -> bool:
    return call != "text" or re.fullmatch(rf"({'|'.join(messages.rooms())})\.[\w.]+", literal) is not None


@pytest.mark.parametrize("call", ROOMS_OF_CALLS)
def test_every_sentence_that_code_names_is_written(call: str) -> None:
    room, _ = ROOMS_OF_CALLS[call]
    asked = {
        f"{room}{literal}"
        for path in _files()
        if path.suffix == ".py"
        for name, node in _calls(path)
        if name == call
        for literal in _literals(node)
        if _is_key(call, literal)
    }
    assert asked
    assert asked - _written() == set()


def test_every_kind_of_thing_that_may_be_missing_has_a_word() -> None:
    asked = {
        f"errors.what.{kind}"
        for path in _files()
        if path.suffix == ".py"
        for kind in re.findall(r'NotFound\(what="(\w+)"', path.read_text("utf-8"))
    }
    assert asked
    assert asked - _written() == set()


def test_every_sentence_that_a_page_names_is_written() -> None:
    rooms = {"t": "web", "s": "studio"}
    own = {"decisions": "decision_editor", "letters": "letter_editor"}
    asked = {
        f"{own.get(path.parent.name, '') if call == 'w' else rooms[call]}.{key}"
        for path in _files()
        if path.suffix == ".html"
        for call, key in re.findall(r"""\b([tsw])\(["']([\w.]+)["'][,)]""", path.read_text("utf-8"))
        if call != "w" or path.parent.name in own
    }
    assert asked
    assert asked - _written() == set()


def test_every_sentence_is_named_somewhere() -> None:
    words, patterns = _vocabulary()
    unused = [key for key in sorted(_written()) if not _is_named(key, words, patterns)]
    assert unused == []


def _vocabulary() -> tuple[set[str], set[re.Pattern[str]]]:
    """Every word of code and content, and every name that code composes (`f"service.{kind}_subject"`)."""
    words: set[str] = set(ELSEWHERE)
    patterns: set[re.Pattern[str]] = set()
    for path in _files():
        text = path.read_text("utf-8")
        words |= set(re.findall(r"[\w%]+", text))
        if path.suffix == ".py":
            patterns |= set(_composed(text))
    return words, patterns


def _composed(source: str) -> Iterator[re.Pattern[str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            texts = [str(part.value) if isinstance(part, ast.Constant) else "" for part in node.values]
            if "_" in "".join(texts) and not re.search(r"\s", "".join(texts)):
                yield re.compile("".join(re.escape(text) if text else r"\w+" for text in texts))


def _is_named(key: str, words: set[str], patterns: set[re.Pattern[str]]) -> bool:
    last = key.rsplit(".", 1)[-1]
    spellings = (key, key.partition(".")[2], last)
    return last in words or any(pattern.fullmatch(spelling) for pattern in patterns for spelling in spellings)
