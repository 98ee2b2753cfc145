"""What is wrong with a letter, gap by gap, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import messages
from bpmn.expressions import ExpressionRefused, Functions, compile_expression
from bpmn.expressions.functions import Identity
from bpmn.letters.editing import LetterSheet
from bpmn.letters.letter import with_day
from messages import Language

Place = str
"""`title`, `recipient`, `block.0.text`, `block.0.when`."""


@dataclass(frozen=True, slots=True)
class GapFault:
    """One gap (or condition) that cannot be filled: line and column (from 1) of the gap, and why.

    `fault` is a text that is no expression; without it `names` are fields that the sender does not give.
    """

    place: Place
    line: int
    column: int
    gap: str
    fault: ExpressionRefused | None = None
    names: tuple[str, ...] = ()

    def text(self, language: Language = "ko") -> str:
        """Say where and what is wrong and what to do."""
        kind: Literal["gap", "field"] = "gap" if self.fault else "field"
        what = self.fault.text(language) if self.fault else ""
        params = {"line": self.line, "column": self.column, "what": what, "names": ", ".join(self.names)}
        return messages.text(f"letter_editor.fault.{kind}", language, **params)


def letter_faults(
    sheet: LetterSheet, functions: Functions, known: frozenset[str] | None = None
) -> tuple[GapFault, ...]:
    """Give every gap that is no expression or, where the fields are known, asks for another one."""
    table = with_day(Identity(functions))
    return tuple(
        fault
        for place, line, column, gap in _gaps(sheet)
        if (fault := _fault(place, line, column, gap, table, known)) is not None
    )


def _gaps(sheet: LetterSheet) -> Iterator[tuple[Place, int, int, str]]:
    texts = [("title", sheet.title), ("recipient", sheet.recipient)]
    texts += [(f"block.{number}.text", each.text) for number, each in enumerate(sheet.blocks)]
    for place, text in texts:
        for line, column, gap in _gaps_of(text):
            yield place, line, column, gap
    for number, each in enumerate(sheet.blocks):
        if each.when:
            yield f"block.{number}.when", 1, 1, each.when


def _gaps_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Give line, column and content of every gap; one that is not closed keeps its opening."""
    offset = 0
    first, *rest = text.split("{{")
    offset = len(first)
    for part in rest:
        before = text[:offset]
        gap, closed, _ = part.partition("}}")
        yield before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1, gap if closed else "{{" + part
        offset += 2 + len(part)


def _fault(
    place: Place, line: int, column: int, gap: str, functions: Functions, known: frozenset[str] | None
) -> GapFault | None:
    try:
        if gap.startswith("{{"):
            raise ExpressionRefused("gap")
        expression = compile_expression(gap, functions)
    except ExpressionRefused as refused:
        return GapFault(place, line, column, gap, refused)
    missing = tuple(sorted(expression.names - expression.asked - known)) if known is not None else ()
    return GapFault(place, line, column, gap, None, missing) if missing else None
