"""Looks up what the registers know of an applicant: exclusions, certificates, grants, the committee, the budget.

It prepares the official's judgement and decides nothing (행정기본법 제20조).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.law.eligibility import Certificate, Validity, duplicates, size_status
from tasks.registers import grants, ledger, parties
from tasks.registers.agenda_items import last_outcome
from tasks.registers.parties import certificate as certificates
from tasks.service._grant import grant_of

EXECUTION = "local"
GIVES = ("records", "committee_outcome", "budget_left")


def run(
    context: ServiceContext,
    *,
    filed_on: date,
    size_clause: str,
    project_title: str,
    certificate: dict[str, Any] | None = None,
) -> Mapping[str, Any]:
    """Give `records` as of today (지방보조금법 제6조제3항, 제32조; 관리기준 제7조).

    `status_filed` and `status_today` are `meets`, `needs_supplement` or `not_met` (11-AE); `proven_until` is the last
    day a certificate proves the status; `excluded_until`, `duplicates`, `committee_outcome` and `budget_left` (won).
    """
    grant, today = grant_of(context), as_date(context.now)
    papers = _certificates(context, grant.party_id, certificate)
    size_tested = bool(size_clause)
    filed = size_status(size_clause, papers, filed_on).suggestion if size_tested else "meets"
    now = size_status(size_clause, papers, today).suggestion if size_tested else "meets"
    proving = [paper.validity.last for paper in papers if paper.proves_on(today)]
    committee = last_outcome(context.connection, "subsidy_committee", grant.case_key)
    line = ledger.balances_of_line(context.connection, grant.budget_line_id)
    return {
        "records": {
            "excluded_until": parties.excluded_until(context.connection, grant.party_id, filed_on),
            "duplicates": _duplicates(context, grant.party_id, project_title, filed_on.year),
            "status_filed": filed,
            "status_today": now,
            "proven_until": max(proving) if size_tested and proving else None,
        },
        "committee_outcome": "none" if committee is None else committee.outcome,
        "budget_left": line["available"] + ledger.balances_of_grant(context.connection, grant.id)["reserved"],
    }


def _certificates(context: ServiceContext, party_id: int, declared: dict[str, Any] | None) -> list[Certificate]:
    rows = context.connection.execute(select(certificates).where(certificates.c.party_id == party_id))
    known = [Certificate(row.kind, Validity(row.valid_from, row.valid_to), row.revoked_on is not None) for row in rows]
    if declared is not None:
        validity = Validity(as_date(declared["first"]), as_date(declared["last"]))
        known.append(Certificate(declared["kind"], validity))
    return known


def _duplicates(context: ServiceContext, party_id: int, purpose: str, year: int) -> list[str]:
    party_no = parties.get(context.connection, party_id).business_no
    others = grants.others_of_party(context.connection, party_id, context.instance_id)
    rows = [
        {"id": row.case_key, "party_no": party_no, "purpose": row.title, "fiscal_year": row.applied_at.year}
        for row in others
    ]
    return list(duplicates(party_no, purpose, year, rows))
