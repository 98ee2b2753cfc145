"""A letter's model as a person edits it: texts and blocks, read from TOML and written back.

What is not changed is written back letter for letter; a block that is kept keeps the comments above it and any key that
is not known here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from bpmn.letters.toml import pairs, written_text

_HEADER = re.compile(r"\s*\[\[\s*paragraphs\s*\]\]\s*(#.*)?")
_KEYS = ("title", "recipient", "attachments", "paragraphs")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its text with `{{ … }}` gaps, and when it is written (empty: always)."""

    text: str = ""
    when: str = ""
    place: int | None = None
    """Where it stood in the file; None for a new one."""


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A letter's model."""

    title: str = ""
    recipient: str = ""
    blocks: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()

    @property
    def model(self) -> Mapping[str, Any]:
        """Give what `Letter.read` compiles."""
        paragraphs = [{"text": each.text, **({"when": each.when} if each.when else {})} for each in self.blocks]
        return {
            "title": self.title,
            "recipient": self.recipient,
            "attachments": list(self.attachments),
            "paragraphs": paragraphs,
        }


def new_letter(title: str) -> bytes:
    """Write the model of a letter with one paragraph."""
    return written(b"", LetterSheet(title, "", (Block(),)))


def letter_sheet(content: bytes) -> LetterSheet:
    """Read a model, leniently: what is not a text is left out. Raises ValueError for what is no TOML."""
    return _sheet(tomllib.loads(content.decode()))


def written(content: bytes, sheet: LetterSheet) -> bytes:
    """Write a sheet into its file; raises ValueError for a file that is no TOML."""
    text = content.decode()
    model = tomllib.loads(text)
    before = _sheet(model)
    if content and before == sheet:
        return content
    head, parts = _cut(text, model)
    same_head = replace(before, blocks=()) == replace(sheet, blocks=())
    written_parts = [_block(each, before.blocks, parts, model) for each in sheet.blocks]
    start = head.rstrip("\n") if same_head and head.strip() else _head(head, sheet, model)
    return ("\n\n".join([start, *written_parts]) + "\n").encode()


def moved(items: tuple[Any, ...], number: int, by: int) -> tuple[Any, ...]:
    """Move one item up (-1) or down (1); beyond the ends nothing happens."""
    target = number + by
    if not (0 <= number < len(items) and 0 <= target < len(items)):
        return items
    rest = [*items[:number], *items[number + 1 :]]
    rest.insert(target, items[number])
    return tuple(rest)


def _sheet(model: Mapping[str, Any]) -> LetterSheet:
    paragraphs, attachments = _list(model.get("paragraphs")), _list(model.get("attachments"))
    blocks = [
        Block(_text(each.get("text")).strip(), _text(each.get("when")), place) if isinstance(each, Mapping) else Block()
        for place, each in enumerate(paragraphs)
    ]
    papers = tuple(each for each in attachments if isinstance(each, str))
    return LetterSheet(_text(model.get("title")), _text(model.get("recipient")), tuple(blocks), papers)


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _cut(text: str, model: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Cut the file into its head and its paragraphs, comments above each included; nothing where that fails."""
    lines = text.split("\n")
    starts = [_with_comments(lines, number) for number in range(len(lines)) if _begins(lines, number)]
    bounds = [0, *starts, len(lines)]
    pieces = ["\n".join(lines[low:high]) for low, high in pairwise(bounds)]
    try:
        read = [tomllib.loads(piece) for piece in pieces]
    except tomllib.TOMLDecodeError:
        return "", []
    head = {key: value for key, value in model.items() if key != "paragraphs"}
    wanted = [head, *({"paragraphs": [each]} for each in _list(model.get("paragraphs")))]
    return (pieces[0], pieces[1:]) if read == wanted else ("", [])


def _begins(lines: Sequence[str], number: int) -> bool:
    """Tell whether a paragraph begins here, and not a line of a text that only looks so."""
    if not _HEADER.fullmatch(lines[number]):
        return False
    try:
        tomllib.loads("\n".join(lines[:number]))
    except tomllib.TOMLDecodeError:
        return False
    return True


def _with_comments(lines: Sequence[str], number: int) -> int:
    while number and lines[number - 1].lstrip().startswith("#"):
        number -= 1
    return number


def _head(head: str, sheet: LetterSheet, model: Mapping[str, Any]) -> str:
    comments = [line for line in head.split("\n") if line.lstrip().startswith("#")]
    values: dict[str, Any] = {"title": sheet.title, "recipient": sheet.recipient}
    if sheet.attachments:
        values["attachments"] = list(sheet.attachments)
    values |= {key: value for key, value in model.items() if key not in _KEYS}
    return "\n".join([*comments, *pairs(values)])


def _block(block: Block, before: Sequence[Block], parts: Sequence[str], model: Mapping[str, Any]) -> str:
    known = block.place is not None and block.place < len(before)
    place = block.place if known and block.place is not None else None
    if place is None:
        return _paragraph([], block, {})
    part = parts[place].strip("\n") if place < len(parts) else ""
    if part and before[place] == block:
        return part
    comments = part.split("\n")[: _comments(part)] if part else []
    stored = _list(model.get("paragraphs"))[place]
    return _paragraph(comments, block, stored if isinstance(stored, Mapping) else {})


def _comments(part: str) -> int:
    return next((number for number, line in enumerate(part.split("\n")) if _HEADER.fullmatch(line)), 0)


def _paragraph(comments: Sequence[str], block: Block, stored: Mapping[str, Any]) -> str:
    when = [f"when = {written_text(block.when)}"] if block.when else []
    others = {key: value for key, value in stored.items() if key not in ("text", "when")}
    return "\n".join([*comments, "[[paragraphs]]", *when, f"text = {written_text(block.text)}", *pairs(others)])
