"""Rounds of voting and the ballots cast in them: one member one ballot, taken only from members who may vote.

The database itself refuses a ballot of an absent or recused member, and any change after the round is closed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Row,
    String,
    Table,
    select,
)

from tasks.registers.metadata import Identifier, Instant, metadata, one_of
from tasks.registers.triggers import Event, Refusal, declare, immutable

vote_round = Table(
    "vote_round",
    metadata,
    Column("item_id", Identifier, ForeignKey("agenda_item.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("in_office", Integer),
    Column("present", Integer),
    Column("recused", Integer),
    Column("carried", Boolean),
    Column("elected", Identifier, ForeignKey("committee_member.id")),
    CheckConstraint("round >= 1", name="counted_from_one"),
    CheckConstraint("closed_at IS NULL OR (present IS NOT NULL AND in_office IS NOT NULL)", name="closed_with_counts"),
)

ballot = Table(
    "ballot",
    metadata,
    Column("item_id", Identifier, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("member_id", Identifier, ForeignKey("committee_member.id"), primary_key=True),
    Column("choice", String, nullable=False),
    Column("candidate", Identifier, ForeignKey("committee_member.id")),
    Column("cast_at", Instant, nullable=False),
    ForeignKeyConstraint(["item_id", "round"], ["vote_round.item_id", "vote_round.round"], name="fk_ballot_round"),
    one_of("choice", ("for", "against", "abstain", "candidate")),
    CheckConstraint("(choice = 'candidate') = (candidate IS NOT NULL)", name="candidate_named"),
)

ballot_change = Table(
    "ballot_change",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("item_id", Identifier, nullable=False),
    Column("round", Integer, nullable=False),
    Column("member_id", Identifier, nullable=False),
    Column("choice_before", String, nullable=False),
    Column("candidate_before", Identifier),
    Column("changed_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["item_id", "round"], ["vote_round.item_id", "vote_round.round"], name="fk_ballot_change_round"
    ),
)


def _when(event: Event) -> tuple[Refusal, ...]:
    row = "OLD" if event == "DELETE" else "NEW"
    here = f"item_id = {row}.item_id"
    closed = Refusal(
        "round_closed",
        "ballot",
        event,
        f"NOT EXISTS (SELECT 1 FROM vote_round v WHERE v.{here} AND v.round = {row}.round AND v.closed_at IS NULL)",
        lock=f"vote_round WHERE {here} AND round = {row}.round FOR SHARE",
    )
    if event == "DELETE":
        return (closed,)
    absent = Refusal(
        "not_present",
        "ballot",
        event,
        "NOT EXISTS (SELECT 1 FROM meeting_attendance a JOIN agenda_item i ON i.meeting_id = a.meeting_id"
        " WHERE i.id = NEW.item_id AND a.member_id = NEW.member_id AND a.left_at IS NULL)",
    )
    excluded = Refusal(
        "recused",
        "ballot",
        event,
        "EXISTS (SELECT 1 FROM recusal r WHERE r.item_id = NEW.item_id AND r.member_id = NEW.member_id)",
    )
    return closed, absent, excluded


declare(
    *_when("INSERT"),
    *_when("UPDATE"),
    *_when("DELETE"),
    *immutable("vote_round", "round_closed", "OLD.closed_at IS NOT NULL"),
    *immutable("ballot_change", "recorded"),
)


def last_round(connection: Connection, item_id: int) -> Row[Any] | None:
    """Give the row of an item's latest round, or None before the first."""
    rounds = select(vote_round).where(vote_round.c.item_id == item_id).order_by(vote_round.c.round.desc())
    return connection.execute(rounds.limit(1)).one_or_none()


def ballots_of(connection: Connection, item_id: int, number: int) -> tuple[Row[Any], ...]:
    """Give the ballots of a round, in the order of the members."""
    cast = select(ballot).where(ballot.c.item_id == item_id, ballot.c.round == number).order_by(ballot.c.member_id)
    return tuple(connection.execute(cast))
