"""A letter as its form sends it back, and what a pressed button does to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bpmn.letters.editing import Block, LetterSheet, moved
from workflows.web.visit import Visit

MOST = 500
_Change = Callable[[LetterSheet, int], LetterSheet]


def _with_block(sheet: LetterSheet, _: int) -> LetterSheet:
    return replace(sheet, blocks=(*sheet.blocks, Block()))


def _without_block(sheet: LetterSheet, number: int) -> LetterSheet:
    return replace(sheet, blocks=sheet.blocks[:number] + sheet.blocks[number + 1 :])


def _with_attachment(sheet: LetterSheet, _: int) -> LetterSheet:
    return replace(sheet, attachments=(*sheet.attachments, ""))


def _without_attachment(sheet: LetterSheet, number: int) -> LetterSheet:
    return replace(sheet, attachments=sheet.attachments[:number] + sheet.attachments[number + 1 :])


CHANGES: Mapping[str, _Change] = {
    "add_block": _with_block,
    "block_remove": _without_block,
    "block_up": lambda sheet, number: replace(sheet, blocks=moved(sheet.blocks, number, -1)),
    "block_down": lambda sheet, number: replace(sheet, blocks=moved(sheet.blocks, number, 1)),
    "add_attachment": _with_attachment,
    "attachment_remove": _without_attachment,
}
"""What the buttons do; their values are `block_up.3`: the change and the index it concerns."""


def posted_letter(visit: Visit, stored: LetterSheet) -> LetterSheet:
    """Read the form; one that was not sent leaves what is stored."""
    if "title" not in visit.form:
        return stored
    blocks = [_block(visit, number) for number in range(MOST) if f"block.{number}.text" in visit.form]
    papers = [visit.field(f"attachment.{number}") for number in range(MOST) if f"attachment.{number}" in visit.form]
    return LetterSheet(visit.field("title"), visit.field("recipient"), tuple(blocks), tuple(papers))


def changed_letter(sheet: LetterSheet, pressed: str) -> LetterSheet:
    """Do what a button says; one that changes nothing (saving, checking) leaves the letter."""
    name, _, number = pressed.partition(".")
    change = CHANGES.get(name)
    return change(sheet, _index(number) or 0) if change else sheet


def _block(visit: Visit, number: int) -> Block:
    text = visit.field(f"block.{number}.text").replace("\r\n", "\n")
    return Block(text, visit.field(f"block.{number}.when"), _index(visit.field(f"block.{number}.place")))


def _index(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < len(str(MOST)) + 1 else None
