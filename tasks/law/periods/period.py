"""A counted period, and the pause in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from messages import Language
from tasks.law.dates import as_date
from tasks.law.durations import Duration
from tasks.law.errors import LawError
from tasks.law.reasons import Reason, explain


@dataclass(frozen=True, slots=True)
class Period:
    """The result of counting: `raw` is the last day as counted, `due` the day (or moment) that holds in law.

    For `backward`, `raw` is the strict date, `due` the last working day up to it, `lenient` the date many offices use.
    For `law_effect` and `notice_effect`, `raw` is the last day of waiting and `due` the day of effect, from 00:00.
    """

    kind: str
    start: date
    length: Duration
    raw: date
    due: date
    because: tuple[Reason, ...]
    lenient: date | None = None
    extensions: int = 0

    def explain(self, language: Language = "ko") -> list[str]:
        """Say why, step by step."""
        return explain(self.because, language)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: from sending a supplement request to its arrival, both included.

    행정절차법 시행령 제11조: the time for a supplement (보완에 걸리는 기간) is not part of the processing time.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise LawError("pause_backwards", first=self.first, last=self.last)

    def covers(self, day: date) -> bool:
        """Tell whether the day is not counted."""
        return self.first <= day <= self.last


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """Put pauses in order and join those that overlap or touch, so that no day is skipped twice."""
    result: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.first):
        if result and pause.first <= result[-1].last + timedelta(days=1):
            result[-1] = Pause(result[-1].first, max(result[-1].last, pause.last))
        else:
            result.append(pause)
    return result


def moved_by_pauses(first: date, last: date, pauses: Iterable[Pause]) -> tuple[date, int]:
    """Move the last counted day behind the paused days inside the period; gives the new last day and the days added."""
    added = 0
    for pause in merged(pauses):
        if pause.last < first or pause.first > last:
            continue
        days = (pause.last - max(pause.first, first)).days + 1
        last += timedelta(days=days)
        added += days
    return last, added


def as_pauses(pairs: Iterable[object]) -> tuple[Pause, ...]:
    """Read pauses from pairs of dates as diagrams hold them: `[["2026-09-01", "2026-09-04"]]`."""
    pauses: list[Pause] = []
    for pair in pairs:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise LawError("not_a_pause", value=repr(pair))
        pauses.append(Pause(as_date(pair[0]), as_date(pair[1])))
    return tuple(pauses)
