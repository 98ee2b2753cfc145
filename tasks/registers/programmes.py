"""Programmes (지원사업): what is supported, on which items of 조례 제6조·제7조, from which money, by call or not."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    select,
)

from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, metadata, one_of

BASES = (*(f"A6I{number}" for number in range(1, 10)), *(f"A7I{number}" for number in range(1, 5)))
PURPOSES = ("growth_base", "competitiveness", "strategic_industry", "regional_economy")
NO_CALL_REASONS = (
    "other_selection_by_law",
    "national_designated",
    "designated_gift",
    "only_the_requester",
    "local_government",
    "disaster_or_unavoidable",
)
"""지방보조금법 제7조제2항제1호–제6호, in this order."""
FUNDING_TYPES = ("subsidy", "endowment", "entrustment", "direct", "administrative")

programme = Table(
    "programme",
    metadata,
    Column("code", String, primary_key=True),
    Column("title_ko", String, nullable=False),
    Column("title_en", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("funding_type", String, nullable=False),
    Column("budget_line_id", Identifier, ForeignKey("budget_line.id")),
    Column("fiscal_year", Integer, nullable=False),
    Column("no_call_reason", String),
    Column("no_call_explanation", String, nullable=False, server_default=""),
    Column("counting_mode", String, nullable=False),
    Column("processing_days", Integer, nullable=False),
    Column("finding_document", String, nullable=False, server_default=""),
    one_of("purpose", PURPOSES),
    one_of("funding_type", FUNDING_TYPES),
    one_of("no_call_reason", NO_CALL_REASONS),
    one_of("counting_mode", ("civil", "minwon")),
    CheckConstraint("processing_days >= 1", name="processing_days"),
    CheckConstraint("funding_type <> 'subsidy' OR budget_line_id IS NOT NULL", name="subsidy_has_a_line"),
    CheckConstraint(
        "no_call_reason IS NULL OR no_call_reason <> 'disaster_or_unavoidable' OR no_call_explanation <> ''",
        name="unavoidable_explained",
    ),
)

programme_basis = Table(
    "programme_basis",
    metadata,
    Column("programme", String, ForeignKey("programme.code"), primary_key=True),
    Column("basis", String, primary_key=True),
    Column("rank", Integer, nullable=False),
    UniqueConstraint("programme", "rank"),
    one_of("basis", BASES),
    CheckConstraint("rank >= 1", name="first_is_primary"),
)


def add(
    connection: Connection,
    code: str,
    *,
    title_ko: str,
    title_en: str,
    purpose: str,
    bases: tuple[str, ...],
    fiscal_year: int,
    budget_line_id: int | None = None,
    funding_type: str = "subsidy",
    no_call_reason: str | None = None,
    no_call_explanation: str = "",
    counting_mode: str = "minwon",
    processing_days: int = 30,
    finding_document: str = "",
) -> None:
    """Enter a programme; the first basis is the primary one (AT-A6-2).

    `processing_days` are counted from the close of the call as `counting_mode` says (reading 11-W).
    Raises GuardError `basis_needed` (AT-A6-1), `purpose_needed` (AT-A1-1), `finding_needed` for A6I9 and A7I4, where
    the mayor must have found the support necessary in writing.
    """
    require(bases and all(each in BASES for each in bases), "basis_needed", bases=", ".join(bases))
    require(purpose in PURPOSES, "purpose_needed", purpose=purpose)
    needs_finding = {"A6I9", "A7I4"} & set(bases)
    require(not needs_finding or finding_document, "finding_needed", bases=", ".join(sorted(needs_finding)))
    connection.execute(
        programme.insert().values(
            code=code, title_ko=title_ko, title_en=title_en, purpose=purpose, fiscal_year=fiscal_year,
            budget_line_id=budget_line_id, funding_type=funding_type, no_call_reason=no_call_reason,
            no_call_explanation=no_call_explanation, counting_mode=counting_mode, processing_days=processing_days,
            finding_document=finding_document,
        )
    )  # fmt: skip
    ranked = [{"programme": code, "basis": basis, "rank": rank} for rank, basis in enumerate(bases, 1)]
    connection.execute(programme_basis.insert(), ranked)


def get(connection: Connection, code: str) -> Row[Any]:
    """Give a programme's row; raises GuardError `programme_unknown`."""
    row = connection.execute(select(programme).where(programme.c.code == code)).one_or_none()
    if row is None:
        raise GuardError("programme_unknown", programme=code)
    return row


def bases_of(connection: Connection, code: str) -> tuple[str, ...]:
    """Give the items of the ordinance a programme rests on, the primary one first."""
    rows = select(programme_basis.c.basis).where(programme_basis.c.programme == code).order_by(programme_basis.c.rank)
    return tuple(connection.scalars(rows))


def of_year(connection: Connection, fiscal_year: int) -> tuple[Row[Any], ...]:
    """Give the programmes of a fiscal year."""
    rows = select(programme).where(programme.c.fiscal_year == fiscal_year).order_by(programme.c.code)
    return tuple(connection.execute(rows))
