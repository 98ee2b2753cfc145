"""Takes in the performance report: whether it was late, and which outside checks the amounts ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.law.ladder import audit_required, verification_required
from tasks.law.lateness import late_report_cut
from tasks.registers import grants
from tasks.service._grant import grant_of, reached

EXECUTION = "local"
GIVES = ("filed_on", "days_late", "cut_over", "cut_most", "received_in_year", "verification", "audit")


def run(context: ServiceContext, *, report_due: date, fiscal_year: int) -> Mapping[str, Any]:
    """Give `filed_on`, `days_late`, the band of the next grant's cut (`cut_over`, `cut_most` percent; a person sets the
    rate), `received_in_year` (won), and whether `verification` and `audit` are needed.

    지방보조금법 제17조제2항·제3항, 제18조; 시행령 제9조제4항.
    """
    grant, today = grant_of(context), as_date(context.now)
    band = late_report_cut(report_due, today)
    received = grants.received_in_year(context.connection, grant.party_id, fiscal_year)
    verification, audit = verification_required(grant.amount), audit_required(received)
    reached(context, "performance_report")
    if verification:
        reached(context, "verification")
    return {
        "filed_on": today,
        "days_late": max(0, (today - report_due).days),
        "cut_over": band.over,
        "cut_most": band.most,
        "received_in_year": received,
        "verification": verification,
        "audit": audit,
    }
