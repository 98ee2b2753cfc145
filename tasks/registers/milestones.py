"""What of a case must stand in 보탬e, the national subsidy system, and since when it does (지방보조금법 제28조)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, String, Table, select

from tasks.registers.guard import require
from tasks.registers.metadata import Identifier, metadata

milestone = Table(
    "botame_milestone",
    metadata,
    Column("instance_id", Identifier, primary_key=True, autoincrement=False),
    Column("code", String, primary_key=True),
    Column("reached_on", Date, nullable=False),
    Column("botame_no", String, nullable=False, server_default=""),
    Column("synced_on", Date),
    Column("synced_by", Identifier, ForeignKey("person.id")),
    CheckConstraint("(synced_on IS NULL) = (synced_by IS NULL)", name="synced_by_someone"),
)

_WAY = ("application", "decision", "payment", "check", "performance_report", "verification", "fixing", "return")
"""The kinds of milestones as a grant comes to them."""


def reach(connection: Connection, instance_id: int, code: str, on: date) -> None:
    """Note that a case reached a milestone that must be entered in 보탬e; again changes nothing."""
    mine = (milestone.c.instance_id == instance_id) & (milestone.c.code == code)
    if connection.execute(select(milestone.c.code).where(mine)).first() is None:
        connection.execute(milestone.insert().values(instance_id=instance_id, code=code, reached_on=on))


def record_sync(
    connection: Connection, instance_id: int, code: str, *, botame_no: str, person_id: int, on: date
) -> None:
    """Record that an official entered the milestone; raises GuardError `milestone_unknown`."""
    mine = (milestone.c.instance_id == instance_id) & (milestone.c.code == code)
    values = {"botame_no": botame_no, "synced_by": person_id, "synced_on": on}
    changed = connection.execute(milestone.update().where(mine).values(values))
    require(changed.rowcount == 1, "milestone_unknown", code=code)


def unsynced(connection: Connection, instance_id: int) -> tuple[str, ...]:
    """Give the milestones of a case that are not yet entered, in the order they were reached."""
    waiting = (milestone.c.instance_id == instance_id) & milestone.c.synced_on.is_(None)
    rows = connection.execute(select(milestone.c.reached_on, milestone.c.code).where(waiting))
    return tuple(code for _, code in sorted(rows, key=lambda row: (row.reached_on, _turn(row.code))))


def _turn(code: str) -> tuple[int, int, int]:
    """Order what was reached on one day as a grant goes: the check of an instalment follows its payment."""
    kind, _, number = code.rpartition("_")
    if number.isdecimal() and kind in _WAY:
        return _WAY.index("payment"), int(number), _WAY.index(kind)
    return (_WAY.index(code) if code in _WAY else len(_WAY)), 0, 0
