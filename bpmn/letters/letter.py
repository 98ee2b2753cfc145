"""Letters (시행문) of a process: the model in `letters/<id>.toml`, filled with the values the register keeps.

A model has `title`, `recipient`, `paragraphs` (a list of `text` with `{{ expression }}` gaps, each shown when its
`when` holds) and `attachments`. Days are written `2027. 3. 8.` and the last line ends with `끝.` as official papers do
(행정업무의 운영 및 혁신에 관한 규정 제7조; 시행규칙 제4조제5항).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from bpmn.expressions import Expression, Functions, Template, compile_expression, compile_template, condition
from bpmn.expressions.functions import Identity

END = "  끝."
CITY = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter ready to read: its title, to whom, the paragraphs in order, the attachments."""

    title: str
    recipient: str
    paragraphs: tuple[str, ...]
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and the condition under which it is written."""

    text: Template
    when: Expression | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A compiled model of a letter."""

    title: Template
    recipient: Template
    paragraphs: tuple[Paragraph, ...]
    attachments: tuple[str, ...]

    @classmethod
    def read(cls, model: Mapping[str, Any], functions: Functions) -> Letter:
        """Compile a model as `Bundle.letter` gives it; raises ExpressionRefused for a gap that is no expression."""
        known = with_day(Identity(functions))
        paragraphs = tuple(
            Paragraph(
                compile_template(each["text"].strip(), known),
                compile_expression(each["when"], known) if "when" in each else None,
            )
            for each in model["paragraphs"]
        )
        return cls(
            compile_template(model["title"], known),
            compile_template(model["recipient"], known),
            paragraphs,
            tuple(model.get("attachments", ())),
        )

    @property
    def names(self) -> frozenset[str]:
        """The fields that must be there to fill the letter; what a gap asks for with `exists` may be missing."""
        gaps = [
            gap for text in (self.title, self.recipient, *(each.text for each in self.paragraphs)) for gap in text.gaps
        ]
        conditions = [each.when for each in self.paragraphs if each.when is not None]
        return frozenset(name for expression in (*gaps, *conditions) for name in expression.names - expression.asked)

    def fill(self, values: Mapping[str, Any]) -> Filled:
        """Fill the letter; raises ExpressionError naming the gap whose value is missing."""
        texts = [each.text(values) for each in self.paragraphs if each.when is None or condition(each.when, values)]
        attachments = [f"{number}. {name} 1부." for number, name in enumerate(self.attachments, 1)]
        last = attachments or texts
        last[-1:] = [f"{(last or [''])[-1]}{END}"]
        return Filled(self.title(values), self.recipient(values), tuple(texts), tuple(attachments))


@lru_cache(maxsize=16)
def with_day(functions: Identity) -> Mapping[str, Callable[..., Any]]:
    """Give the functions and `day`: one table for all letters, so that each gap is compiled once."""
    return {**functions.mapping, "day": written_day}


def written_day(value: date | str | None) -> str:
    """Write a day as papers do: `2027. 3. 8.`; of a time the day in Seoul; nothing for none."""
    if value is None or value == "":
        return ""
    day = value if isinstance(value, date) else datetime.fromisoformat(value)
    if isinstance(day, datetime) and day.tzinfo:
        day = day.astimezone(CITY)
    return f"{day.year}. {day.month}. {day.day}."
