"""Opens a subsidy case: what the programme rests on, whether it takes applications now, and for whom one is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from tasks.contract import ServiceContext, ServiceError
from tasks.law.dates import as_date
from tasks.law.eligibility import needs_size_test
from tasks.registers import calls, parties, programmes
from tasks.registers.budget import budget_line
from tasks.registers.parties import Party
from tasks.registers.posts import posts_with_role

EXECUTION = "local"
GIVES = ("basis", "case_key", "applicant_name", "applicant_kind", "business_no", "party_address", "applicant_email")
OPERATORS_ONLY = ("A6I2", "A6I3")
"""Items of 조례 제6조 that support AI operators (인공지능사업자) only."""


def run(context: ServiceContext, *, programme: str) -> Mapping[str, Any]:
    """Give `basis` (programme, call or exception, tests to make, office in charge) and who applies.

    Raises ServiceError `no_money_programme` for support without money (조례 제11조제1항), `no_basis` without an item of
    제6조 or 제7조, `no_call` without an open call or one of the six exceptions (지방보조금법 제7조제2항), `no_party`.
    """
    about = programmes.get(context.connection, programme)
    bases = programmes.bases_of(context.connection, programme)
    call = calls.open_on(context.connection, programme, as_date(context.now))
    _refuse(about.funding_type != "subsidy", "no_money_programme", about.title_ko)
    _refuse(not bases, "no_basis", about.title_ko)
    _refuse(call is None and about.no_call_reason is None, "no_call", about.title_ko)
    party = _applicant(context)
    division = _division(context, about.budget_line_id)
    sized = [basis for basis in bases if needs_size_test(basis)]
    return {
        "basis": {
            "programme_name": about.title_ko,
            "programme_name_en": about.title_en,
            "bases": list(bases),
            "party_id": party.id,
            "fiscal_year": about.fiscal_year,
            "call_id": None if call is None else call.id,
            "call_closes_on": None if call is None else call.closes_on,
            "no_call_reason": None if call is not None else about.no_call_reason,
            "no_call_explanation": "" if call is not None else about.no_call_explanation,
            "size_test": bool(sized),
            "size_clause": sized[0] if sized else "",
            "operator_test": any(basis in OPERATORS_ONLY for basis in bases),
            "division": division,
            "division_head_post": next(iter(posts_with_role(context.connection, "division_head", division)), ""),
        },
        "case_key": context.business_key,
        "applicant_name": party.name,
        "applicant_kind": party.kind,
        "business_no": party.business_no_written,
        "party_address": party.address,
        "applicant_email": party.email,
    }


def _refuse(wrong: bool, code: str, programme: str) -> None:
    if wrong:
        raise ServiceError(code, programme=programme)


def _applicant(context: ServiceContext) -> Party:
    found = () if context.actor_id is None else parties.parties_of(context.connection, context.actor_id)
    if not found:
        raise ServiceError("no_party")
    return found[0]


def _division(context: ServiceContext, budget_line_id: int) -> str:
    wanted = select(budget_line.c.division).where(budget_line.c.id == budget_line_id)
    return str(context.connection.execute(wanted).scalar_one())
