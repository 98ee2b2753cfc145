"""Serial numbers that leave no gap (일련번호): per series and year, given inside the transaction that uses them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Connection, Integer, String, Table
from sqlalchemy.dialects import postgresql, sqlite

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
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    first = dialect.insert(serial).values(series=series, year=year, last=1)
    counted = first.on_conflict_do_update(
        index_elements=[serial.c.series, serial.c.year], set_={"last": serial.c.last + 1}
    )
    return int(connection.execute(counted.returning(serial.c.last)).scalar_one())
