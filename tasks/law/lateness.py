"""What being late costs: the cut of the next grant for a late report, and the surcharge on an unpaid surcharge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tasks.law.checks import whole
from tasks.law.dates import as_date
from tasks.law.durations import Duration
from tasks.law.periods.plain import calendar_span
from tasks.law.rules import Row, only_row, rows_in_force, table
from tasks.law.thresholds import threshold


@dataclass(frozen=True, slots=True)
class CutBand:
    """The band in which a person sets the rate: more than `over` percent, up to `most` percent (0 and 0: no cut)."""

    over: int
    most: int


NO_CUT = CutBand(0, 0)


def full_months_late(due: date, done: date) -> int:
    """Count the whole calendar months that have passed since the due date (0 in time)."""
    months = max((done.year - due.year) * 12 + done.month - due.month - 2, 0)
    while calendar_span(due, Duration(months=months + 1)).due <= done:
        months += 1
    return months


def late_report_cut(due: object, filed: object, on: date | None = None) -> CutBand:
    """Give the band for cutting the next first grant after a late report (지방보조금법 시행령 제9조제4항)."""
    months = full_months_late(as_date(due), as_date(filed))
    return _band(rows_in_force(table("bands")["late_report_cut"], on), "months", months)


def disclosure_default_cut(orders_ignored: int, on: date | None = None) -> CutBand:
    """Give the band for not disclosing after the n-th corrective order (시행령 제11조의2)."""
    rows = rows_in_force(table("bands")["disclosure_default_cut"], on)
    return _band(rows, "times", whole("orders_ignored", orders_ignored))


def late_surcharge(amount: int, due: object, paid: object, on: date | None = None) -> int:
    """Give the won added to an overdue surcharge (지방보조금법 제35조제4항, 시행령 제21조제8항), capped at 5 %."""
    row = only_row(table("bands")["late_surcharge"], on, "late_surcharge")
    day, late = as_date(due), as_date(paid)
    if late <= day:
        return 0
    return whole("amount", amount) * min(_late_percent(row, day, late), threshold("K13", on).value) // 100


def _late_percent(row: Row, due: date, paid: date) -> int:
    if (paid - due).days <= row["first_days"]:
        return int(row["first_percent"])
    percent = int(row["first_month_percent"])
    if paid > calendar_span(due, Duration(months=1)).due:
        percent += int(row["each_month_percent"]) * full_months_late(due, paid)
    return percent


def _band(rows: tuple[Row, ...], key: str, reached: int) -> CutBand:
    met = [row for row in rows if reached >= row[key]]
    return CutBand(met[-1]["over"], met[-1]["most"]) if met else NO_CUT
