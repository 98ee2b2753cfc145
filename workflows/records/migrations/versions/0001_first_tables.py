"""The first tables, indexes and triggers, as at the first release; every later change is a step of its own."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from workflows.records.migrations import all_tables

revision = "0001"
down_revision = None

STATEMENTS = Path(__file__).parent / "first_tables"
"""One file per database, its statements divided by a line `-- next`."""


def upgrade() -> None:
    """Create every table, index and trigger."""
    connection = op.get_bind()
    script = (STATEMENTS / f"{connection.dialect.name}.sql").read_text("utf-8")
    for statement in script.split("\n-- next\n"):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Drop them all."""
    for tables in reversed(all_tables()):
        tables.drop_all(op.get_bind())
