"""Why a result is what it is: sentences that carry their article, in Korean and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import messages
from messages import Language

_WEEKDAYS = {
    "ko": ("월", "화", "수", "목", "금", "토", "일"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a computation: `key` is a sentence of `law.because`, `article` the law it rests on (may be empty)."""

    key: str
    article: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language = "ko") -> str:
        """Say the reason, the article in brackets behind it."""
        words = {name: say(value, language) for name, value in self.params.items()}
        sentence = messages.text(f"law.because.{self.key}", language, **words)
        return f"{sentence} ({self.article})" if self.article else sentence


def reason(key: str, article: str = "", /, **params: object) -> Reason:
    """Make a Reason; parameters may be numbers, dates, text, or things with a `text(language)` of their own."""
    return Reason(key, article, params)


def explain(because: Iterable[Reason], language: Language = "ko") -> list[str]:
    """Say all reasons in order."""
    return [step.text(language) for step in because]


def say(value: object, language: Language) -> str:
    """Write one value as a reader expects it: `2027. 3. 2.(화)`, `16:00`, `1,000`."""
    if isinstance(value, datetime):
        return f"{say(value.date(), language)} {value:%H:%M}"
    if isinstance(value, date):
        return _say_day(value, language)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return ", ".join(say(part, language) for part in value)
    speaker = getattr(value, "text", None)
    return str(speaker(language)) if callable(speaker) else str(value)


def _say_day(day: date, language: Language) -> str:
    weekday = _WEEKDAYS[language][day.weekday()]
    if language == "ko":  # the style of 행정업무의 운영 및 혁신에 관한 규정 제7조: dots instead of 년, 월, 일
        return f"{day.year}. {day.month}. {day.day}.({weekday})"
    return f"{day.isoformat()} ({weekday})"
