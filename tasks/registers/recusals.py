"""Recusal (제척·기피·회피): who may not deliberate and vote on one item, and why.

A recused member stays in the number in office but is not present for that item (안양시 각종 위원회 설치 및 운영 조례
제6조의2; reading 11-E).
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, Column, Connection, ForeignKey, String, Table, select

from tasks.registers import agenda_items, meetings
from tasks.registers.attendance import roll
from tasks.registers.guard import require
from tasks.registers.metadata import Identifier, Instant, metadata, one_of
from tasks.registers.parties import party_person
from tasks.registers.triggers import Refusal, declare, immutable

Kind = Literal["disqualification", "challenge", "self_recusal", "stopped"]

recusal = Table(
    "recusal",
    metadata,
    Column("item_id", Identifier, ForeignKey("agenda_item.id"), primary_key=True),
    Column("member_id", Identifier, ForeignKey("committee_member.id"), primary_key=True),
    Column("kind", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    one_of("kind", ("disqualification", "challenge", "self_recusal", "stopped")),
    CheckConstraint("reason <> ''", name="reason_given"),
)

declare(
    *immutable("recusal", "recusal_recorded"),
    Refusal(
        "voted_already",
        "recusal",
        "INSERT",
        "EXISTS (SELECT 1 FROM ballot b WHERE b.item_id = NEW.item_id AND b.member_id = NEW.member_id)",
        lock="vote_round WHERE item_id = NEW.item_id FOR UPDATE",
    ),
)


def recuse(connection: Connection, item_id: int, member_id: int, kind: Kind, reason: str, at: datetime) -> None:
    """Exclude a member from one item; doing it again changes nothing.

    Raises GuardError `reason_needed`; `not_in_writing` in a written review, where nobody can challenge a member.
    """
    require(reason, "reason_needed")
    held = meetings.get(connection, agenda_items.get(connection, item_id).meeting_id)
    require(held.mode != "written_review" or kind != "challenge", "not_in_writing")
    if member_id not in recused(connection, item_id):
        connection.execute(
            recusal.insert().values(item_id=item_id, member_id=member_id, kind=kind, reason=reason, recorded_at=at)
        )


def recused(connection: Connection, item_id: int) -> frozenset[int]:
    """Give the members who are excluded from an item."""
    return frozenset(connection.scalars(select(recusal.c.member_id).where(recusal.c.item_id == item_id)))


def disqualified_by_law(connection: Connection, item_id: int) -> frozenset[int]:
    """Give the members of the roll who belong to the party the item is about (제척, IMP-38)."""
    item = agenda_items.get(connection, item_id)
    theirs = select(roll.c.member_id).where(
        roll.c.meeting_id == item.meeting_id,
        roll.c.person_id.in_(select(party_person.c.person_id).where(party_person.c.party_id == item.party_id)),
    )
    return frozenset(connection.scalars(theirs))
