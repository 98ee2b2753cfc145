"""Demands for a meeting (소집 요구): members sign, and one third of those in office is enough (조례 제10조제1항)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, Connection, Date, ForeignKey, String, Table, select

from tasks.law.committee import demand_needed
from tasks.registers import committees, members
from tasks.registers.guard import require
from tasks.registers.metadata import Identifier, metadata

demand = Table(
    "meeting_demand",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("committee", String, ForeignKey("committee.code"), nullable=False),
    Column("subject", String, nullable=False),
    Column("made_on", Date, nullable=False),
)

signature = Table(
    "meeting_demand_signature",
    metadata,
    Column("demand_id", Identifier, ForeignKey("meeting_demand.id"), primary_key=True),
    Column("member_id", Identifier, ForeignKey("committee_member.id"), primary_key=True),
    Column("signed_on", Date, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Demand:
    """How far a members' demand has come; only signatures of members in office count."""

    signed: int
    needed: int

    @property
    def met(self) -> bool:
        """Whether the meeting must be called."""
        return self.signed >= self.needed


def start_demand(connection: Connection, committee: str, subject: str, on: date) -> int:
    """Start a written demand for a meeting; members then sign it."""
    committees.get(connection, committee)
    row = demand.insert().values(committee=committee, subject=subject, made_on=on)
    return int(connection.execute(row.returning(demand.c.id)).scalar_one())


def sign_demand(connection: Connection, demand_id: int, person_id: int, on: date) -> Demand:
    """Let a member in office sign; a second signature of the same member changes nothing.

    Raises GuardError `not_a_member` for anyone else (AT-A10P1-4).
    """
    code = connection.execute(select(demand.c.committee).where(demand.c.id == demand_id)).scalar_one()
    mine = [each for each in members.in_office(connection, code, on) if each.person_id == person_id]
    require(mine, "not_a_member", committee=code, person=person_id, day=on)
    signed = select(signature.c.member_id).where(
        signature.c.demand_id == demand_id, signature.c.member_id == mine[0].id
    )
    if connection.execute(signed).first() is None:
        connection.execute(signature.insert().values(demand_id=demand_id, member_id=mine[0].id, signed_on=on))
    return demand_standing(connection, demand_id, on)


def demand_standing(connection: Connection, demand_id: int, on: date) -> Demand:
    """Count the signatures of members in office that day against one third of them, rounded up (조례 제10조제1항)."""
    code = connection.execute(select(demand.c.committee).where(demand.c.id == demand_id)).scalar_one()
    seated = {each.id for each in members.in_office(connection, code, on)}
    signed = set(connection.scalars(select(signature.c.member_id).where(signature.c.demand_id == demand_id)))
    return Demand(len(signed & seated), demand_needed(len(seated)))
