"""The city's committees (위원회): how many members, who chairs, who is the secretary, since when and until when.

The AI committee is advisory and chaired by the vice mayor (조례 제8조, 제9조); the subsidy committee deliberates and
elects its chair among the private members (안양시 지방보조금 관리 조례 제9조).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Column, Connection, Date, ForeignKey, Integer, String, Table, select

from tasks.law.composition import committee_rules
from tasks.registers.deputies import Acting, acting
from tasks.registers.guard import GuardError
from tasks.registers.metadata import metadata

committee = Table(
    "committee",
    metadata,
    Column("code", String, primary_key=True),
    Column("name_ko", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("advisory", Boolean, nullable=False),
    Column("max_members", Integer, nullable=False),
    Column("chair_post", String, ForeignKey("post.code")),
    Column("secretary_post", String, ForeignKey("post.code"), nullable=False),
    Column("holdover", Boolean, nullable=False),
    Column("established_on", Date, nullable=False),
    Column("abolished_on", Date),
    Column("sunset_on", Date),
    CheckConstraint("max_members BETWEEN 1 AND 15", name="at_most_fifteen"),
    CheckConstraint("abolished_on IS NULL OR abolished_on >= established_on", name="days_in_order"),
)


@dataclass(frozen=True, slots=True)
class Committee:
    """One committee as it was set up; terms and shares are the law's (`tasks.law.composition.committee_rules`)."""

    code: str
    name_ko: str
    name_en: str
    advisory: bool
    """An advisory body gives advice; it never approves (조례 제8조)."""
    max_members: int
    chair_post: str | None
    """The post that chairs by itself; None when the members elect the chair."""
    secretary_post: str
    holdover: bool
    """Whether a member goes on until the successor is commissioned."""
    established_on: date
    abolished_on: date | None
    sunset_on: date | None


def establish(
    connection: Connection,
    code: str,
    name_ko: str,
    name_en: str,
    *,
    advisory: bool,
    secretary_post: str,
    established_on: date,
    chair_post: str | None = None,
    max_members: int = 15,
    sunset_on: date | None = None,
) -> None:
    """Enter a committee; whether its members hold over is the law's.

    Raises LawError `no_rule` for a committee the law's data do not know.
    """
    connection.execute(
        committee.insert().values(
            code=code, name_ko=name_ko, name_en=name_en, advisory=advisory, max_members=max_members,
            chair_post=chair_post, secretary_post=secretary_post, established_on=established_on, sunset_on=sunset_on,
            holdover=committee_rules(code)["holdover"],
        )
    )  # fmt: skip


def get(connection: Connection, code: str) -> Committee:
    """Give a committee; raises GuardError `committee_unknown`."""
    row = connection.execute(select(committee).where(committee.c.code == code)).one_or_none()
    if row is None:
        raise GuardError("committee_unknown", committee=code)
    return Committee(*row)


def is_established(connection: Connection, code: str, on: date) -> bool:
    """Tell whether the committee exists that day (조례 제8조 lets the mayor set one up, AT-A8-1)."""
    found = select(committee.c.code).where(
        committee.c.code == code,
        committee.c.established_on <= on,
        committee.c.abolished_on.is_(None) | (committee.c.abolished_on > on),
    )
    return connection.execute(found).first() is not None


def secretary(connection: Connection, code: str, on: date) -> Acting | None:
    """Give who acts as secretary (간사) that day: the holder of the post, with no vote by it (조례 제9조제5항)."""
    return acting(connection, get(connection, code).secretary_post, on)
