"""Asks the applicant to supplement the application: a letter with a reasonable time, and the clock stands still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tasks.contract import ServiceContext
from tasks.documents.issue import Letter, issue
from tasks.law.dates import as_date
from tasks.law.periods import civil_period
from tasks.service import _clock

EXECUTION = "local"
GIVES = ("clock", "supplement_due", "supplement_document")
LETTERS = {"supplement_request": ("receipt_no", "applicant_name", "items", "due")}


def run(
    context: ServiceContext,
    *,
    supplement_items: str,
    supplement_days: int,
    clock: dict[str, Any],
    receipt_no: str,
    applicant_name: str,
    division: str,
) -> Mapping[str, Any]:
    """Give the stopped `clock`, `supplement_due` and the letter's number (행정절차법 제17조제5항)."""
    today = as_date(context.now)
    due = civil_period(today, timedelta(days=supplement_days).days).due
    values = {"receipt_no": receipt_no, "applicant_name": applicant_name, "items": supplement_items, "due": due}
    letter = Letter("supplement_request", f"교부신청 보완 요청({receipt_no})", applicant_name, values)
    return {
        "clock": _clock.stopped(clock, today),
        "supplement_due": due,
        "supplement_document": issue(context, letter, division=division),
    }
