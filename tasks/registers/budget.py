"""Budget lines (예산 과목) of a fiscal year; what stands on them is kept in the ledger."""

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

from tasks.registers.guard import GuardError
from tasks.registers.metadata import Identifier, metadata, one_of

SOURCES = ("city", "province", "national")

budget_line = Table(
    "budget_line",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("code", String, nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("title_ko", String, nullable=False),
    Column("title_en", String, nullable=False),
    Column("division", String, ForeignKey("division.code"), nullable=False),
    Column("statistical_code", String, nullable=False),
    Column("source", String, nullable=False),
    UniqueConstraint("code", "fiscal_year"),
    CheckConstraint("fiscal_year BETWEEN 2000 AND 2199", name="fiscal_year"),
    one_of("source", SOURCES),
)


def add(
    connection: Connection,
    code: str,
    fiscal_year: int,
    *,
    title_ko: str,
    title_en: str,
    division: str,
    statistical_code: str,
    source: str = "city",
) -> int:
    """Enter a line of a year's budget and give its id; `source` is whose money stands on it."""
    row = budget_line.insert().values(
        code=code, fiscal_year=fiscal_year, title_ko=title_ko, title_en=title_en, division=division,
        statistical_code=statistical_code, source=source,
    )  # fmt: skip
    return int(connection.execute(row.returning(budget_line.c.id)).scalar_one())


def get(connection: Connection, code: str, fiscal_year: int) -> Row[Any]:
    """Give a line's row; raises GuardError `budget_line_unknown`."""
    row = find(connection, code, fiscal_year)
    if row is None:
        raise GuardError("budget_line_unknown", code=code, year=str(fiscal_year))
    return row


def find(connection: Connection, code: str, fiscal_year: int) -> Row[Any] | None:
    """Give a line's row, or None."""
    wanted = (budget_line.c.code == code) & (budget_line.c.fiscal_year == fiscal_year)
    return connection.execute(select(budget_line).where(wanted)).one_or_none()


def of_year(connection: Connection, fiscal_year: int) -> tuple[Row[Any], ...]:
    """Give the lines of a year."""
    rows = select(budget_line).where(budget_line.c.fiscal_year == fiscal_year).order_by(budget_line.c.code)
    return tuple(connection.execute(rows))
