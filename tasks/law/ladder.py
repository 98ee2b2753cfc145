"""What an amount of money brings with it: who approves, and which checks and duties follow. Amounts are whole won.

`on` is the day whose rules apply; without it, the rules of today's text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tasks.law.checks import whole
from tasks.law.rules import rows_in_force, table
from tasks.law.thresholds import threshold

CONCURRENCE: tuple[str, ...] = ("budget_officer", "accounting_officer")
"""Who must concur in a subsidy's spending proposal (안양시 회계관리에 관한 규칙 제6조제1항제5호, 제3항제4호)."""


def approver_role(amount: int, on: date | None = None) -> str:
    """Give the role that approves a proposal of this amount (안양시 회계관리에 관한 규칙 제5조제1항, K09)."""
    whole("amount", amount)
    rungs = rows_in_force(table("thresholds")["approver"], on)
    return next(str(rung["role"]) for rung in rungs if amount <= rung.get("most", amount))


def verification_required(total_subsidy: int, on: date | None = None) -> bool:
    """Tell whether the settlement of so large a granted amount is verified, ≥ 3억원 (지방보조금법 제17조제2항)."""
    return threshold("K05", on).met_by(total_subsidy)


def audit_required(received: int | Iterable[int], on: date | None = None) -> bool:
    """Tell whether the year's subsidies received from the mayor need an audit, ≥ 10억원 (지방보조금법 제18조제1항).

    `received` is their sum, or the single payments of the fiscal year.
    """
    amounts = [received] if isinstance(received, int) else list(received)
    return threshold("K06", on).met_by(sum(whole("received", amount) for amount in amounts))


def audit_exemption_possible(spent_directly: int, on: date | None = None) -> bool:
    """Tell whether the audit may be waived because little is spent directly, < 5억원 (지방보조금 관리기준 제25조)."""
    return threshold("K07", on).met_by(spent_directly)


def disclosure_required(received_in_year: int, on: date | None = None) -> bool:
    """Tell whether the grantee must disclose, ≥ 500만원 in the fiscal year (지방보조금법 제20조의2)."""
    return threshold("K02", on).met_by(received_in_year)


def signboard_required(received_in_year: int, on: date | None = None) -> bool:
    """Tell whether a signboard is due, ≥ 5천만원 a year, unit project (안양시 보조금지원 표지판 설치에 관한 조례)."""
    return threshold("K04", on).met_by(received_in_year)


def priority_inspection(subsidy: int, on: date | None = None) -> bool:
    """Tell whether the amount alone makes a project a priority to inspect, ≥ 30억원 (지방보조금 관리기준 제20조)."""
    return threshold("K08", on).met_by(subsidy)


def project_card_optional(individual_total: int, on: date | None = None) -> bool:
    """Tell whether the project card may be left out for an individual, ≤ 100만원 a year (시행규칙 제2조)."""
    return threshold("K01", on).met_by(individual_total)


def asset_management_optional(price: int, on: date | None = None) -> bool:
    """Tell whether an asset need not be managed unless designated, ≤ 50만원 (지방보조금 관리기준 제31조제4항)."""
    return threshold("K03", on).met_by(price)


def list_only_review(original: int, proposed: int, on: date | None = None) -> bool:
    """Tell whether a budget increase may be reviewed by list only, ≤ 30 % (안양시 지방보조금 관리 조례 제12조)."""
    increase = whole("proposed", proposed) - whole("original", original)
    return increase * 100 <= original * threshold("K10", on).value


def contract_procedure_exempt(own: int, total_cost: int, on: date | None = None) -> bool:
    """Tell whether the own share frees the grantee from public-contract procedure, ≥ 50 % (관리기준 제8조제4항)."""
    return whole("own", own) * 100 >= whole("total_cost", total_cost, least=1) * threshold("K11", on).value
