"""The neutral model of an official letter (공문서): header, body, closing, before it becomes HTML or plain text.

행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조, 제4조: items are numbered 1., 가., 1), 가) …; the text ends with 끝.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

KOREAN = "가나다라마바사아자차카타파하"
_MARKS = (
    re.compile(r"\d{1,2}\.(?=\s)"),
    re.compile(rf"[{KOREAN}]\.(?=\s)"),
    re.compile(r"\d{1,2}\)(?=\s)"),
    re.compile(rf"[{KOREAN}]\)(?=\s)"),
    re.compile(r"\(\d{1,2}\)(?=\s)"),
    re.compile(rf"\([{KOREAN}]\)(?=\s)"),
    re.compile(r"[①-⑳](?=\s)"),
    re.compile(r"[㉮-㉻](?=\s)"),
)
"""The marks of items, the outermost first."""
END = "끝."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body: its depth (0 for 1., 1 for 가. …), its mark (empty for running text) and its words."""

    depth: int
    mark: str
    text: str

    @property
    def written(self) -> str:
        """The line as it is written, indented by two places a depth."""
        return "  " * self.depth + f"{self.mark} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of the closing: `word` is 전결, 대결, both or empty; the approver's has its day."""

    post: str
    name: str
    word: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """The last part (결문): who sends, who signed, under which number, where to ask, whether it is open."""

    sender: str = ""
    """Title of the sender (안양시장); empty on an internal approval."""
    signatures: tuple[Signature, ...] = ()
    concurrences: tuple[Signature, ...] = ()
    number: str = ""
    issued_on: date | None = None
    contact: str = ""
    disclosure: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter; `recipient` is 내부결재 on an internal approval."""

    agency: str
    recipient: str
    title: str
    lines: tuple[Line, ...]
    attachments: tuple[str, ...]
    closing: Closing
    via: str = ""


def lay_out(
    *,
    agency: str,
    recipient: str,
    title: str,
    paragraphs: Sequence[str],
    attachments: Sequence[str] = (),
    closing: Closing | None = None,
    via: str = "",
) -> Letter:
    """Make a letter of filled paragraphs: top items are numbered anew, and 끝. stands once, after the last word."""
    lines = list(number_items(paragraphs))
    papers = [_without_end(each) for each in attachments]
    if lines and not papers:
        lines[-1] = Line(lines[-1].depth, lines[-1].mark, f"{lines[-1].text}  {END}")
    if papers:
        papers[-1] = f"{papers[-1]}  {END}"
    return Letter(agency, recipient, title, tuple(lines), tuple(papers), closing or Closing(), via)


def number_items(paragraphs: Sequence[str]) -> Iterator[Line]:
    """Give the lines of the body; a paragraph left out before leaves no gap in 1., 2., 3.

    Only the mark that opens a paragraph is numbered anew: a list that came in with a value keeps its own marks.
    """
    number = 0
    for paragraph in paragraphs:
        first, *rest = _without_end(paragraph).splitlines() or [""]
        opening = _MARKS[0].match(first.strip())
        if opening is None:
            yield _line(first, 0)
        else:
            number += 1
            yield Line(0, f"{number}.", first.strip()[opening.end() :].strip())
        yield from (_line(each, 1) for each in rest)


def written_day(day: date) -> str:
    """Write a day as official papers do, dots for 년·월·일: `2026. 11. 22.` (같은 규정 제7조제4항)."""
    return f"{day.year}. {day.month}. {day.day}."


def _line(text: str, least: int) -> Line:
    """Read the mark of an inner line; running text and marks from a value stand under the item they belong to."""
    words = text.strip()
    for depth, pattern in enumerate(_MARKS):
        mark = pattern.match(words)
        if mark is not None:
            return Line(max(depth, least), mark[0], words[mark.end() :].strip())
    return Line(least, "", words)


def _without_end(text: str) -> str:
    return text.rstrip().removesuffix(END).rstrip()
