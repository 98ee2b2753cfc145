"""Receives an application the moment it is filed: a receipt number, and the processing time that starts to run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import programmes
from tasks.registers.serials import next_number
from tasks.service import _clock
from tasks.service._grant import reached

EXECUTION = "local"
GIVES = ("receipt_no", "filed_at", "filed_on", "clock", "decision_due")


def run(context: ServiceContext, *, programme: str, call_closes_on: date | None = None) -> Mapping[str, Any]:
    """Give `receipt_no`, `filed_at`, `filed_on`, the `clock` and `decision_due` (행정절차법 제17조, 제19조).

    `decision_due` is counted from the close of the call, or from filing without one, as the programme says.
    """
    about = programmes.get(context.connection, programme)
    filed_on = as_date(context.now)
    number = next_number(context.connection, "subsidy_receipt", filed_on.year)
    start = max(filed_on, call_closes_on or filed_on)
    reached(context, "application")
    clock = _clock.started(start, about.counting_mode, about.processing_days)
    return {
        "receipt_no": f"{filed_on.year}-{number:05}",
        "filed_at": context.now,
        "filed_on": filed_on,
        "clock": clock,
        "decision_due": _clock.due(clock),
    }
