"""The parties that apply for support (신청자): corporations, organisations, individuals, and who acts for them.

Certificates carry their own validity; an exclusion (지방보조금법 제32조) follows the business or corporate number, so
that an excluded operator does not come back under a new name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import CheckConstraint, Column, Connection, Date, ForeignKey, String, Table, or_, select

from tasks.law.numbers import valid_business_no
from tasks.registers.guard import GuardError, require
from tasks.registers.metadata import Identifier, metadata, one_of

Kind = Literal["corporation", "organisation", "individual"]
CERTIFICATES = ("sme", "venture", "micro")

party = Table(
    "party",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("business_no", String, nullable=False, unique=True),
    Column("corporate_no", String, index=True),
    Column("representative", String, nullable=False),
    Column("address", String, nullable=False, server_default=""),
    Column("email", String, nullable=False, server_default=""),
    Column("phone", String, nullable=False, server_default=""),
    one_of("kind", ("corporation", "organisation", "individual")),
    CheckConstraint("length(business_no) = 10", name="ten_digits"),
    CheckConstraint("corporate_no IS NULL OR length(corporate_no) = 13", name="thirteen_digits"),
    CheckConstraint("kind <> 'individual' OR corporate_no IS NULL", name="individuals_have_no_corporate_no"),
)

party_person = Table(
    "party_person",
    metadata,
    Column("party_id", Identifier, ForeignKey("party.id"), primary_key=True),
    Column("person_id", Identifier, ForeignKey("person.id"), primary_key=True, index=True),
)

certificate = Table(
    "party_certificate",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("party_id", Identifier, ForeignKey("party.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("number", String, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("revoked_on", Date),
    one_of("kind", CERTIFICATES),
    CheckConstraint("valid_to >= valid_from", name="days_in_order"),
)

exclusion = Table(
    "party_exclusion",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("party_id", Identifier, ForeignKey("party.id"), nullable=False, index=True),
    Column("from_day", Date, nullable=False),
    Column("until_day", Date, nullable=False),
    Column("ground", String, nullable=False),
    Column("document", String, nullable=False, server_default=""),
    CheckConstraint("until_day >= from_day", name="days_in_order"),
    CheckConstraint("ground <> ''", name="ground_given"),
)


@dataclass(frozen=True, slots=True)
class Party:
    """One party as the register knows it; numbers are digits only."""

    id: int
    kind: Kind
    name: str
    business_no: str
    corporate_no: str | None
    representative: str
    address: str
    email: str
    phone: str

    @property
    def business_no_written(self) -> str:
        """The business registration number as people write it: `123-45-67891`."""
        digits = self.business_no
        return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"


def register(
    connection: Connection,
    kind: Kind,
    name: str,
    *,
    business_no: str,
    representative: str,
    corporate_no: str = "",
    address: str = "",
    email: str = "",
    phone: str = "",
) -> int:
    """Enter a party and give its id; numbers may be written with hyphens.

    Raises GuardError `business_no_wrong`, `corporate_no_wrong` (13 digits; newer numbers have no check digit, so no
    more is asked), `business_no_taken`.
    """
    business_digits, corporate_digits = digits_of(business_no), digits_of(corporate_no)
    require(valid_business_no(business_digits), "business_no_wrong", number=business_no)
    require(not corporate_digits or len(corporate_digits) == 13, "corporate_no_wrong", number=corporate_no)
    require(find(connection, business_digits) is None, "business_no_taken", number=business_no)
    row = party.insert().values(
        kind=kind, name=name, business_no=business_digits, corporate_no=corporate_digits or None,
        representative=representative, address=address, email=email, phone=phone,
    )  # fmt: skip
    return int(connection.execute(row.returning(party.c.id)).scalar_one())


def get(connection: Connection, party_id: int) -> Party:
    """Give a party; raises GuardError `party_unknown`."""
    row = connection.execute(select(party).where(party.c.id == party_id)).one_or_none()
    if row is None:
        raise GuardError("party_unknown", party=party_id)
    return Party(*row)


def find(connection: Connection, business_no: str) -> Party | None:
    """Give the party with a business registration number, or None."""
    row = connection.execute(select(party).where(party.c.business_no == digits_of(business_no))).one_or_none()
    return None if row is None else Party(*row)


def link_person(connection: Connection, party_id: int, person_id: int) -> None:
    """Let a person act for a party (sign in, apply, be told)."""
    connection.execute(party_person.insert().values(party_id=party_id, person_id=person_id))


def people_of(connection: Connection, party_id: int) -> frozenset[int]:
    """Give the people who act for a party."""
    linked = select(party_person.c.person_id).where(party_person.c.party_id == party_id)
    return frozenset(connection.scalars(linked))


def parties_of(connection: Connection, person_id: int) -> tuple[Party, ...]:
    """Give the parties a person acts for."""
    mine = select(party).join(party_person).where(party_person.c.person_id == person_id).order_by(party.c.id)
    return tuple(Party(*row) for row in connection.execute(mine))


def record_certificate(
    connection: Connection, party_id: int, kind: str, number: str, valid_from: date, valid_to: date
) -> int:
    """Record a status certificate (중소기업·벤처기업·소상공인 확인서), both days included."""
    require(kind in CERTIFICATES, "certificate_unknown", kind=kind)
    row = certificate.insert().values(
        party_id=party_id, kind=kind, number=number, valid_from=valid_from, valid_to=valid_to
    )
    return int(connection.execute(row.returning(certificate.c.id)).scalar_one())


def valid_certificates(connection: Connection, party_id: int, on: date) -> frozenset[str]:
    """Give the kinds of certificate that cover a day (조례 제7조, AT-A7I2-5)."""
    valid = select(certificate.c.kind).where(
        certificate.c.party_id == party_id,
        certificate.c.valid_from <= on,
        certificate.c.valid_to >= on,
        or_(certificate.c.revoked_on.is_(None), certificate.c.revoked_on > on),
    )
    return frozenset(connection.scalars(valid))


def exclude(
    connection: Connection, party_id: int, *, from_day: date, until_day: date, ground: str, document: str = ""
) -> None:
    """Exclude a party from local subsidies, both days included (지방보조금법 제32조)."""
    connection.execute(
        exclusion.insert().values(
            party_id=party_id, from_day=from_day, until_day=until_day, ground=ground, document=document
        )
    )


def excluded_until(connection: Connection, party_id: int, on: date) -> date | None:
    """Give the last day of the exclusion that holds on a day, for this party or any with the same corporate number."""
    me = get(connection, party_id)
    same = party.c.id == party_id
    if me.corporate_no is not None:
        same = same | (party.c.corporate_no == me.corporate_no)
    days = (
        select(exclusion.c.until_day)
        .join(party)
        .where(same, exclusion.c.from_day <= on, exclusion.c.until_day >= on)
        .order_by(exclusion.c.until_day.desc())
    )
    last: date | None = connection.execute(days.limit(1)).scalar_one_or_none()
    return last


def digits_of(number: str) -> str:
    """Keep the digits of a number that people write with hyphens or spaces."""
    return "".join(sign for sign in number if sign.isdigit())
