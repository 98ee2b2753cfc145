"""What a plan contains: the eight items of 조례 제5조제2항, goals, tasks, the table of funding; what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
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

from tasks.registers.guard import require
from tasks.registers.metadata import Identifier, Won, metadata, one_of
from tasks.registers.programmes import BASES

ITEMS = tuple(f"A5P2I{number}" for number in range(1, 9))
MAY_BE_NONE = ("A5P2I4", "A5P2I5", "A5P2I8")
"""Items for which "none, because …" is an answer."""
SOURCES = ("city", "province", "national", "private", "other")
TARGET_GROUPS = ("ai_operator", "user", "adopter_company", "general")
"""Whom a task is for; a user is whoever receives AI products or services (조례 제2조제5호)."""

section = Table(
    "plan_section",
    metadata,
    Column("plan_id", Identifier, ForeignKey("plan.id"), primary_key=True),
    Column("item", String, primary_key=True),
    Column("body", String, nullable=False, server_default=""),
    Column("none_reason", String, nullable=False, server_default=""),
    Column("details", JSON, nullable=False, default=dict),
    one_of("item", ITEMS),
    CheckConstraint("body = '' OR none_reason = ''", name="body_or_none"),
)

goal = Table(
    "plan_goal",
    metadata,
    Column("plan_id", Identifier, ForeignKey("plan.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("indicator", String, nullable=False),
    CheckConstraint("indicator <> ''", name="indicator_given"),
)

task = Table(
    "plan_task",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("plan_id", Identifier, ForeignKey("plan.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("method", String, nullable=False),
    Column("division", String, ForeignKey("division.code"), nullable=False),
    Column("period", String, nullable=False, server_default=""),
    Column("basis", String, nullable=False),
    Column("target_groups", JSON, nullable=False, server_default="[]"),
    Column("basic_task_id", Identifier, ForeignKey("plan_task.id")),
    Column("budget_line_id", Identifier, ForeignKey("budget_line.id")),
    Column("amount", Won, nullable=False, server_default="0"),
    UniqueConstraint("plan_id", "number"),
    one_of("basis", BASES),
    CheckConstraint("method <> ''", name="method_given"),
    CheckConstraint("amount >= 0", name="amount_not_negative"),
)

need = Table(
    "plan_funding_need",
    metadata,
    Column("plan_id", Identifier, ForeignKey("plan.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("amount", Won, nullable=False),
    CheckConstraint("amount >= 0", name="amount_not_negative"),
)

source = Table(
    "plan_funding_source",
    metadata,
    Column("plan_id", Identifier, ForeignKey("plan.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("source", String, primary_key=True),
    Column("amount", Won, nullable=False),
    one_of("source", SOURCES),
    CheckConstraint("amount >= 0", name="amount_not_negative"),
)


def write_section(
    connection: Connection,
    plan_id: int,
    item: str,
    body: str,
    *,
    none_reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write or rewrite one of the eight items; `none_reason` says why there is nothing where that may be.

    `details` is what the item must name besides its text: dated `sources` (item 1), `lead_unit` and
    `coordinating_body` (item 7), `extra` matters (item 8).
    """
    require(item in ITEMS, "item_not_of_plan", item=item)
    require(not none_reason or item in MAY_BE_NONE, "item_required", item=item)
    connection.execute(section.delete().where(section.c.plan_id == plan_id, section.c.item == item))
    row = section.insert().values(
        plan_id=plan_id, item=item, body=body, none_reason=none_reason, details=dict(details or {})
    )
    connection.execute(row)


def set_goals(connection: Connection, plan_id: int, goals: list[tuple[str, str]]) -> None:
    """Replace the goals: pairs of title and indicator, such as "AI 기업 수 120 → 200 (2031)"."""
    connection.execute(goal.delete().where(goal.c.plan_id == plan_id))
    for number, (title, indicator) in enumerate(goals, 1):
        connection.execute(goal.insert().values(plan_id=plan_id, number=number, title=title, indicator=indicator))


def add_task(
    connection: Connection,
    plan_id: int,
    *,
    title: str,
    method: str,
    division: str,
    basis: str,
    period: str = "",
    target_groups: Sequence[str] = (),
    basic_task_id: int | None = None,
    budget_line_id: int | None = None,
    amount: int = 0,
) -> int:
    """Add a task and give its id; `basis` is the item of 조례 제6조·제7조 it rests on, amounts in won.

    Raises GuardError `basis_needed`, `target_unknown` for a group that is none of `TARGET_GROUPS`, `method_needed`.
    """
    require(basis in BASES, "basis_needed", bases=basis)
    strangers = [each for each in target_groups if each not in TARGET_GROUPS]
    require(not strangers, "target_unknown", found=", ".join(strangers), known=", ".join(TARGET_GROUPS))
    require(method, "method_needed")
    number = max((each.number for each in tasks_of(connection, plan_id)), default=0) + 1
    row = task.insert().values(
        plan_id=plan_id, number=number, title=title, method=method, division=division, period=period, basis=basis,
        target_groups=list(target_groups), basic_task_id=basic_task_id, budget_line_id=budget_line_id, amount=amount,
    )  # fmt: skip
    return int(connection.execute(row.returning(task.c.id)).scalar_one())


def clear_tasks(connection: Connection, plan_id: int, division: str | None = None) -> None:
    """Take tasks of a draft back, all of them or those of one division, so that they can be proposed anew."""
    mine = task.c.plan_id == plan_id
    connection.execute(task.delete().where(mine if division is None else mine & (task.c.division == division)))


def map_budget(connection: Connection, task_id: int, budget_line_id: int | None, amount: int) -> None:
    """Tie a task to its won and a line of the budget; the line may be None until the council has decided the budget."""
    values = {"budget_line_id": budget_line_id, "amount": amount}
    connection.execute(task.update().where(task.c.id == task_id).values(values))


def set_funding(
    connection: Connection, plan_id: int, needs: dict[int, int], sources: dict[int, dict[str, int]]
) -> None:
    """Replace the table of funding: year → won needed, and year → source → won."""
    for table in (need, source):
        connection.execute(table.delete().where(table.c.plan_id == plan_id))
    for year, amount in needs.items():
        connection.execute(need.insert().values(plan_id=plan_id, year=year, amount=amount))
    for year, parts in sources.items():
        for name, amount in parts.items():
            connection.execute(source.insert().values(plan_id=plan_id, year=year, source=name, amount=amount))


def funding_gaps(connection: Connection, plan_id: int) -> dict[int, int]:
    """Give year → won short (or, negative, over) where the sources do not add up to the need (AT-A5P2I6-2)."""
    needs = {year: amount for _, year, amount in connection.execute(select(need).where(need.c.plan_id == plan_id))}
    raised: dict[int, int] = dict.fromkeys(needs, 0)
    for row in connection.execute(select(source).where(source.c.plan_id == plan_id)):
        raised[row.year] = raised.get(row.year, 0) + row.amount
    return {year: needs.get(year, 0) - got for year, got in raised.items() if needs.get(year, 0) != got}


def missing_items(connection: Connection, plan_id: int, extra_items: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the items of 조례 제5조제2항 not there yet; item 8 is asked for when the start decision lists extras."""
    written = {row.item: row for row in sections_of(connection, plan_id) if row.body.strip() or row.none_reason}
    details = {item: row.details for item, row in written.items()}
    lacking = {
        "A5P2I1": not details.get("A5P2I1", {}).get("sources"),
        "A5P2I2": not goals_of(connection, plan_id),
        "A5P2I3": not tasks_of(connection, plan_id),
        "A5P2I6": not funding_of(connection, plan_id) or bool(funding_gaps(connection, plan_id)),
        "A5P2I7": not _names_command(details.get("A5P2I7", {})),
        "A5P2I8": bool(set(extra_items) - {each["title"] for each in details.get("A5P2I8", {}).get("extra", ())}),
    }
    asked = ITEMS if extra_items else ITEMS[:-1]
    return tuple(item for item in asked if item not in written or lacking.get(item, False))


def _names_command(details: Mapping[str, Any]) -> bool:
    return bool(details.get("lead_unit") and details.get("coordinating_body"))


def goals_of(connection: Connection, plan_id: int) -> tuple[Row[Any], ...]:
    """Give a plan's goals in order."""
    return tuple(connection.execute(select(goal).where(goal.c.plan_id == plan_id).order_by(goal.c.number)))


def funding_of(connection: Connection, plan_id: int) -> tuple[dict[str, int], ...]:
    """Give the table of funding, a row per year: `year`, `need` and the won of each source."""
    needs = {row.year: row.amount for row in connection.execute(select(need).where(need.c.plan_id == plan_id))}
    raised = connection.execute(select(source).where(source.c.plan_id == plan_id)).all()
    years = sorted({*needs, *(row.year for row in raised)})
    rows = {year: {"year": year, "need": needs.get(year, 0)} | dict.fromkeys(SOURCES, 0) for year in years}
    for row in raised:
        rows[row.year][row.source] = row.amount
    return tuple(rows.values())


def tasks_of(connection: Connection, plan_id: int) -> tuple[Row[Any], ...]:
    """Give a plan's tasks in order."""
    return tuple(connection.execute(select(task).where(task.c.plan_id == plan_id).order_by(task.c.number)))


def sections_of(connection: Connection, plan_id: int) -> tuple[Row[Any], ...]:
    """Give a plan's written items in order."""
    return tuple(connection.execute(select(section).where(section.c.plan_id == plan_id).order_by(section.c.item)))


def unfounded_tasks(connection: Connection, plan_id: int) -> tuple[int, ...]:
    """Give the numbers of a yearly plan's tasks that rest on no task of its basic plan (AT-A5P3-2)."""
    plan = metadata.tables["plan"]  # the plans' register checks its contents through this one
    basic = select(plan.c.basic_plan_id).where(plan.c.id == plan_id).scalar_subquery()
    founded = select(task.c.id).where(task.c.plan_id == basic)
    rows = select(task.c.number).where(
        task.c.plan_id == plan_id, task.c.basic_task_id.is_(None) | task.c.basic_task_id.not_in(founded)
    )
    return tuple(connection.scalars(rows.order_by(task.c.number)))
