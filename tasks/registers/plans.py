"""Plans: the basic plan the mayor must make (조례 제5조제1항) and the yearly plans that may follow (제5조제3항).

One plan of a kind is in force for a year; a second can only be a revision of the first. A basic plan has no cycle in
the law; the period is the city's decision (reading 11-N: five years).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, Integer, Row, String, Table, select

from tasks.registers.deputies import acting
from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, metadata, one_of
from tasks.registers.plan_contents import missing_items, unfounded_tasks
from tasks.registers.triggers import Event, Refusal, declare

Kind = Literal["basic_plan", "annual_plan"]
STATUSES = ("drafting", "approved", "in_force", "revised", "waived", "abandoned")
ORDINANCE_IN_FORCE = date(2025, 7, 15)
"""부칙: in force from its promulgation (AT-SUPP-1)."""
APPROVERS: dict[str, tuple[str, ...]] = {"basic_plan": ("mayor",), "annual_plan": ("vice_mayor", "mayor")}
"""안양시 사무 전결 규칙 제3조: posts that may approve, whoever lawfully acts in them."""

plan = Table(
    "plan",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("first_year", Integer, nullable=False),
    Column("last_year", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("instance_id", Identifier, index=True),
    Column("basic_plan_id", Identifier, ForeignKey("plan.id")),
    Column("revises", Identifier, ForeignKey("plan.id")),
    Column("national_plan", String, nullable=False, server_default=""),
    Column("waiver_reason", String, nullable=False, server_default=""),
    Column("approved_on", Date),
    Column("approved_by", Identifier, ForeignKey("person.id")),
    Column("approved_as", String),
    Column("approval_capacity", String),
    Column("document_number", String, nullable=False, server_default=""),
    Column("published_on", Date),
    one_of("kind", ("basic_plan", "annual_plan")),
    one_of("status", STATUSES),
    CheckConstraint("last_year >= first_year", name="years_in_order"),
    CheckConstraint("kind <> 'annual_plan' OR first_year = last_year", name="one_year"),
    CheckConstraint("status NOT IN ('approved', 'in_force') OR approved_by IS NOT NULL", name="approved_by_someone"),
    CheckConstraint("status <> 'waived' OR (kind = 'annual_plan' AND waiver_reason <> '')", name="waived_with_reason"),
    CheckConstraint("status <> 'in_force' OR published_on IS NOT NULL", name="published_in_force"),
    CheckConstraint("approved_on IS NULL OR approved_on >= '2025-07-15'", name="ordinance_in_force"),
    CheckConstraint(
        "kind <> 'annual_plan' OR status NOT IN ('approved', 'in_force') OR basic_plan_id IS NOT NULL",
        name="annual_follows_basic",
    ),
)


def _year_taken(event: Event) -> Refusal:
    return Refusal(
        "year_taken",
        "plan",
        event,
        "NEW.status IN ('approved', 'in_force') AND EXISTS (SELECT 1 FROM plan p WHERE p.kind = NEW.kind"
        " AND p.id IS DISTINCT FROM NEW.id AND p.status IN ('approved', 'in_force')"
        " AND p.first_year <= NEW.last_year AND p.last_year >= NEW.first_year)",
        lock="plan WHERE kind = NEW.kind FOR UPDATE",
    )


declare(_year_taken("INSERT"), _year_taken("UPDATE"))


def start(
    connection: Connection,
    kind: Kind,
    title: str,
    first_year: int,
    last_year: int,
    *,
    on: date,
    instance_id: int | None = None,
    revises: int | None = None,
) -> int:
    """Start drafting a plan for whole fiscal years.

    Raises GuardError `before_ordinance` (AT-SUPP-1), `no_basic_plan` for a yearly plan while no basic plan covers the
    year (AT-A5P3-1).
    """
    require(on >= ORDINANCE_IN_FORCE, "before_ordinance", day=ORDINANCE_IN_FORCE)
    basic = covering(connection, "basic_plan", first_year) if kind == "annual_plan" else None
    require(kind == "basic_plan" or basic is not None, "no_basic_plan", year=str(first_year))
    row = plan.insert().values(
        kind=kind, title=title, first_year=first_year, last_year=last_year, status="drafting",
        instance_id=instance_id, basic_plan_id=None if basic is None else basic.id, revises=revises,
    )  # fmt: skip
    return int(connection.execute(row.returning(plan.c.id)).scalar_one())


def waive(connection: Connection, year: int, reason: str, *, on: date, instance_id: int | None = None) -> int:
    """Record the decision to make no yearly plan: a power, not a duty (AT-A5P3-3); raises `reason_needed`."""
    require(reason, "reason_needed")
    row = plan.insert().values(
        kind="annual_plan", title="", first_year=year, last_year=year, status="waived", waiver_reason=reason,
        instance_id=instance_id,
    )  # fmt: skip
    return int(connection.execute(row.returning(plan.c.id)).scalar_one())


def name_national_plan(connection: Connection, plan_id: int, reference: str) -> None:
    """Name the national AI basic plan that was considered (인공지능기본법 제6조제6항, IMP-42)."""
    connection.execute(plan.update().where(plan.c.id == plan_id).values(national_plan=reference))


def approve(
    connection: Connection,
    plan_id: int,
    *,
    approved_by: int,
    on: date,
    document_number: str = "",
    extra_items: tuple[str, ...] = (),
) -> str:
    """Approve a complete plan and give the capacity it was approved in: `holder`, `absence` (직무대리), `vacancy`.

    Raises GuardError `not_drafting`, `approver_wrong` unless the person acts as mayor (for a yearly plan as vice mayor
    or mayor; AT-A5P1-1, AT-A5P1-2), `incomplete` with the missing items, `national_plan_needed`, `tasks_unfounded`
    (AT-A5P3-2), `year_taken` unless it revises the plan in force (AT-A5P3-4).
    """
    row = get(connection, plan_id)
    require(row.status == "drafting", "not_drafting", plan=plan_id)
    post, capacity = _approver(connection, row.kind, approved_by, on)
    _check_contents(connection, row, extra_items)
    in_the_way = [each for each in _valid(connection, row.kind, row.first_year, row.last_year) if each.id != plan_id]
    require(all(each.id == row.revises for each in in_the_way), "year_taken", year=str(row.first_year))
    if in_the_way:
        connection.execute(plan.update().where(plan.c.id == row.revises).values(status="revised"))
    connection.execute(
        plan.update()
        .where(plan.c.id == plan_id)
        .values(
            status="approved", approved_on=on, approved_by=approved_by, approved_as=post, approval_capacity=capacity,
            document_number=document_number,
        )
    )  # fmt: skip
    return capacity


def publish(connection: Connection, plan_id: int, on: date) -> None:
    """Publish an approved plan: it is in force; raises GuardError `not_approved_plan`."""
    approved = (plan.c.id == plan_id) & (plan.c.status == "approved")
    changed = connection.execute(plan.update().where(approved).values(status="in_force", published_on=on))
    require(changed.rowcount == 1, "not_approved_plan", plan=plan_id)


def covering(connection: Connection, kind: Kind, year: int) -> Row[Any] | None:
    """Give the plan in force that covers a fiscal year, or None."""
    return next((each for each in _valid(connection, kind, year, year) if each.status == "in_force"), None)


def to_revise(connection: Connection, kind: Kind, first_year: int, last_year: int) -> Row[Any] | None:
    """Give the plan that a new one for these years can only be a revision of, or None (AT-A5P3-4).

    Raises GuardError `year_taken` when it would take the place of more than one.
    """
    found = _valid(connection, kind, first_year, last_year)
    require(len(found) < 2, "year_taken", year=str(first_year))
    return found[0] if found else None


def covers(connection: Connection, year: int) -> int | None:
    """Give the id of the basic plan that covers a fiscal year, or None."""
    found = covering(connection, "basic_plan", year)
    return None if found is None else int(found.id)


def days_unmet(connection: Connection, on: date) -> int:
    """Count the days the duty to have a basic plan has stood unmet, 0 while one is in force (AT-A3P1-1)."""
    return 0 if covers(connection, on.year) is not None else (on - ORDINANCE_IN_FORCE).days


def get(connection: Connection, plan_id: int) -> Row[Any]:
    """Give a plan's row; raises GuardError `plan_unknown`."""
    row = connection.execute(select(plan).where(plan.c.id == plan_id)).one_or_none()
    if row is None:
        raise GuardError("plan_unknown", plan=plan_id)
    return row


def of_case(connection: Connection, instance_id: int) -> Row[Any] | None:
    """Give the plan that a case makes, or None."""
    return connection.execute(select(plan).where(plan.c.instance_id == instance_id)).one_or_none()


def _approver(connection: Connection, kind: str, person_id: int, on: date) -> tuple[str, str]:
    for post in APPROVERS[kind]:
        someone = acting(connection, post, on)
        if someone is not None and someone.person_id == person_id:
            return post, someone.capacity
    raise GuardError(f"{kind}_approver", person=person_id)


def _check_contents(connection: Connection, row: Row[Any], extra_items: tuple[str, ...]) -> None:
    if row.kind == "basic_plan":
        missing = missing_items(connection, row.id, extra_items)
        require(not missing, "incomplete", items=", ".join(missing))
        require(row.national_plan, "national_plan_needed")
        return
    unfounded = unfounded_tasks(connection, row.id)
    require(not unfounded, "tasks_unfounded", tasks=", ".join(str(number) for number in unfounded))


def _valid(connection: Connection, kind: str, first_year: int, last_year: int) -> tuple[Row[Any], ...]:
    overlapping = select(plan).where(
        plan.c.kind == kind,
        plan.c.status.in_(("approved", "in_force")),
        plan.c.first_year <= last_year,
        plan.c.last_year >= first_year,
    )
    return tuple(connection.execute(overlapping.order_by(plan.c.id)))
