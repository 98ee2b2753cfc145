"""Counting periods: one file per way of counting; every result says its raw day, the day that holds, and why."""

from tasks.law.periods.backward import backward
from tasks.law.periods.burden import burden_period
from tasks.law.periods.civil import civil_period
from tasks.law.periods.effect import law_effect, notice_effect
from tasks.law.periods.extension import extend
from tasks.law.periods.fixed import fixed_date
from tasks.law.periods.kinds import KINDS, count
from tasks.law.periods.minwon import minwon_calendar, minwon_long, minwon_short
from tasks.law.periods.period import Pause, Period, as_pauses
from tasks.law.periods.plain import calendar_span, elapsed_hours
from tasks.law.periods.term import term_of_office

__all__ = [
    "KINDS",
    "Pause",
    "Period",
    "as_pauses",
    "backward",
    "burden_period",
    "calendar_span",
    "civil_period",
    "count",
    "elapsed_hours",
    "extend",
    "fixed_date",
    "law_effect",
    "minwon_calendar",
    "minwon_long",
    "minwon_short",
    "notice_effect",
    "term_of_office",
]
