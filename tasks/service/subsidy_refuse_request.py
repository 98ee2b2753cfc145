"""Tells a grantee that a change or the abolition is not approved: reasons and remedy (행정절차법 제23조, 제26조)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.documents.issue import Letter, issue
from tasks.law.dates import as_date

EXECUTION = "local"
GIVES = ("refusal_document",)
LETTERS = {"request_refusal_notice": ("applicant_name", "project_title", "request", "reasons", "refused_on")}
REQUESTS = {"change": "사업내용 변경", "abolition": "사업 폐지"}


def run(
    context: ServiceContext,
    *,
    request: Literal["change", "abolition"],
    refusal: str,
    applicant_name: str,
    project_title: str,
    division: str,
) -> Mapping[str, Any]:
    """Give the letter's number; the project goes on as it was (지방보조금법 제14조, 제15조)."""
    values = {
        "applicant_name": applicant_name,
        "project_title": project_title,
        "request": REQUESTS[request],
        "reasons": refusal,
        "refused_on": as_date(context.now),
    }
    letter = Letter("request_refusal_notice", f"{REQUESTS[request]} 불승인({project_title})", applicant_name, values)
    return {"refusal_document": issue(context, letter, division=division)}
