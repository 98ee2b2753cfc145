"""The counting rules by name, as timers, documents and the command line name them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tasks.law.errors import LawError
from tasks.law.holidays import OFFICE, HolidayCalendar
from tasks.law.periods.backward import backward
from tasks.law.periods.burden import burden_period
from tasks.law.periods.civil import civil_period
from tasks.law.periods.effect import law_effect, notice_effect
from tasks.law.periods.minwon import minwon_calendar, minwon_long, minwon_short
from tasks.law.periods.period import Period
from tasks.law.periods.plain import calendar_span, elapsed_hours
from tasks.law.periods.term import term_of_office

ON_CALENDAR: Mapping[str, Callable[[object, object, HolidayCalendar], Period]] = {
    "civil_period": civil_period,
    "minwon_short": minwon_short,
    "minwon_long": minwon_long,
    "minwon_calendar": minwon_calendar,
    "backward": backward,
}
"""Kinds that look at holidays."""

PLAIN: Mapping[str, Callable[[object, object], Period]] = {
    "burden_period": burden_period,
    "term_of_office": term_of_office,
    "law_effect": law_effect,
    "notice_effect": notice_effect,
    "calendar": calendar_span,
    "elapsed_hours": elapsed_hours,
}
"""Kinds that do not."""

KINDS: tuple[str, ...] = (*ON_CALENDAR, *PLAIN)


def count(kind: str, start: object, length: object, calendar: HolidayCalendar = OFFICE) -> Period:
    """Count a period of the named kind; raises LawError `unknown_kind` listing the kinds there are."""
    if kind in ON_CALENDAR:
        return ON_CALENDAR[kind](start, length, calendar)
    if kind in PLAIN:
        return PLAIN[kind](start, length)
    raise LawError("unknown_kind", kind=kind, kinds=", ".join(KINDS))
