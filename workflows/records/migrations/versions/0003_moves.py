"""Moves of running cases to another version: runs, and each case in them with what it was before."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = Path(__file__).parent / "moves"
"""One file per database, its statements divided by a line `-- next`."""


def upgrade() -> None:
    """Create the tables."""
    connection = op.get_bind()
    script = (STATEMENTS / f"{connection.dialect.name}.sql").read_text("utf-8")
    for statement in script.split("\n-- next\n"):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Drop them."""
    for table in ("move_case", "move_run"):
        op.drop_table(table)
