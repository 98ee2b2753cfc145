"""Puts a change of the project into effect: an approved one with a letter, a minor one as reported (IMP-16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.documents.issue import Letter, issue
from tasks.law.dates import as_date

EXECUTION = "local"
GIVES = ("changed_on", "budget_rows", "ends_on")
LETTERS = {"change_notice": ("applicant_name", "project_title", "reason")}


def run(
    context: ServiceContext,
    *,
    change_kind: Literal["minor", "approval"],
    change_content: str,
    change_reason: str,
    applicant_name: str,
    project_title: str,
    division: str,
    change_rows: list[dict[str, Any]] | None = None,
    change_ends_on: date | None = None,
) -> Mapping[str, Any]:
    """Give what changed: `budget_rows` or `ends_on` (지방보조금법 제14조)."""
    if change_kind == "approval":
        values = {"applicant_name": applicant_name, "project_title": project_title, "reason": change_reason}
        letter = Letter("change_notice", f"사업내용 변경 승인({project_title})", applicant_name, values)
        issue(context, letter, division=division)
    changed: dict[str, Any] = {"changed_on": as_date(context.now)}
    if change_content == "budget" and change_rows:
        changed["budget_rows"] = change_rows
    if change_content == "period" and change_ends_on is not None:
        changed["ends_on"] = change_ends_on
    return changed
