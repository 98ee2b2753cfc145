"""Serial numbers that leave no gap (일련번호): per series and year, given inside the transaction that uses them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Connection, Integer, String, Table, text

from tasks.registers.metadata import metadata

serial = Table(
    "serial",
    metadata,
    Column("series", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    CheckConstraint("last >= 1", name="counted_from_one"),
)


def next_number(connection: Connection, series: str, year: int) -> int:
    """Give the next number of a series.

    The row stays locked until the transaction ends, so a number that is rolled back is given again to the next.
    """
    return int(connection.execute(COUNT, {"series": series, "year": year}).scalar_one())


# As text, because SQLAlchemy compiles an ON CONFLICT anew each time: it took longer than all else of starting a case.
COUNT = text(
    "INSERT INTO serial (series, year, last) VALUES (:series, :year, 1)"
    " ON CONFLICT (series, year) DO UPDATE SET last = serial.last + 1 RETURNING last"
)
