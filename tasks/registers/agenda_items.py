"""The agenda of a meeting (안건): each item is deliberated, voted on or deferred, and ends with an outcome.

In an advisory body the vote fixes the content of the advice and approves nothing (조례 제8조).
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Column, Connection, ForeignKey, Integer, Row, String, Table, UniqueConstraint, func, select

from tasks.registers import meetings
from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, metadata, one_of
from tasks.registers.triggers import declare, immutable

Kind = Literal["advice", "deliberation", "election"]
OUTCOMES = ("carried", "carried_amended", "rejected", "deferred", "elected", "run_off")
ADVICE = ("agree", "agree_with_comments", "disagree", "deferred")

agenda_item = Table(
    "agenda_item",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("meeting_id", Identifier, ForeignKey("meeting.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("subject", String, nullable=False, server_default=""),
    Column("party_id", Identifier, ForeignKey("party.id")),
    Column("outcome", String),
    Column("advice", String),
    Column("comments", String, nullable=False, server_default=""),
    UniqueConstraint("meeting_id", "number"),
    one_of("kind", ("advice", "deliberation", "election")),
    one_of("outcome", OUTCOMES),
    one_of("advice", ADVICE),
)

declare(*immutable("agenda_item", "item_settled", "OLD.outcome IS NOT NULL AND OLD.outcome <> 'run_off'"))


def put(
    connection: Connection,
    meeting_id: int,
    title: str,
    *,
    kind: Kind,
    subject: str = "",
    party_id: int | None = None,
) -> int:
    """Put an item on the agenda (상정) and give its id; `subject` is the case it is about, `party_id` whose.

    Raises GuardError `not_in_writing` for an election in a written review.
    """
    row = meetings.get(connection, meeting_id)
    require(not (row.mode == "written_review" and kind == "election"), "not_in_writing")
    last = select(func.coalesce(func.max(agenda_item.c.number), 0)).where(agenda_item.c.meeting_id == meeting_id)
    new = agenda_item.insert().values(
        meeting_id=meeting_id, number=last.scalar_subquery() + 1, kind=kind, title=title, subject=subject,
        party_id=party_id,
    )  # fmt: skip
    return int(connection.execute(new.returning(agenda_item.c.id)).scalar_one())


def get(connection: Connection, item_id: int) -> Row[Any]:
    """Give an item's row; raises GuardError `item_unknown`."""
    row = connection.execute(select(agenda_item).where(agenda_item.c.id == item_id)).one_or_none()
    if row is None:
        raise GuardError("item_unknown", item=item_id)
    return row


def of_meeting(connection: Connection, meeting_id: int) -> tuple[Row[Any], ...]:
    """Give the agenda in its order."""
    rows = select(agenda_item).where(agenda_item.c.meeting_id == meeting_id).order_by(agenda_item.c.number)
    return tuple(connection.execute(rows))


def settle(
    connection: Connection, item_id: int, outcome: str, *, advice: str | None = None, comments: str = ""
) -> None:
    """Write how the item ended; raises GuardError `item_settled` when it has, `advice_unknown` for another word."""
    require(advice is None or advice in ADVICE, "advice_unknown", advice=advice)
    settled = connection.execute(
        agenda_item.update()
        .where(agenda_item.c.id == item_id, agenda_item.c.outcome.is_(None) | (agenda_item.c.outcome == "run_off"))
        .values(outcome=outcome, advice=advice, comments=comments)
    )
    require(settled.rowcount == 1, "item_settled", item=item_id)


def last_outcome(connection: Connection, committee: str, subject: str) -> Row[Any] | None:
    """Give the committee's latest settled item about a case, with the day of its meeting, or None (IMP-04)."""
    held = meetings.meeting
    found = (
        select(agenda_item, held.c.held_on)
        .join(held, held.c.id == agenda_item.c.meeting_id)
        .where(held.c.committee == committee, agenda_item.c.subject == subject, agenda_item.c.outcome.is_not(None))
        .order_by(agenda_item.c.id.desc())
        .limit(1)
    )
    return connection.execute(found).one_or_none()
