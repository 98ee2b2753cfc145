"""Tells the grantee before a return order, with at least ten days for an opinion (행정절차법 제21조, IMP-24)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.documents.issue import Letter, issue
from tasks.law.dates import as_date
from tasks.law.periods import civil_period

EXECUTION = "local"
GIVES = ("opinion_due",)
LETTERS = {"prior_notice": ("applicant_name", "project_title", "return_amount", "because", "opinion_due")}


def run(
    context: ServiceContext, *, settlement: dict[str, Any], applicant_name: str, project_title: str, division: str
) -> Mapping[str, Any]:
    """Give `opinion_due`, the last day for an opinion."""
    due = civil_period(as_date(context.now), "P10D").due
    values = {
        "applicant_name": applicant_name,
        "project_title": project_title,
        "return_amount": settlement["return_amount"],
        "because": settlement["because"],
        "opinion_due": due,
    }
    title = f"보조금 반환명령 사전통지({project_title})"
    issue(context, Letter("prior_notice", title, applicant_name, values), division=division)
    return {"opinion_due": due}
