"""Moves that whoever publishes a version asks for, kept with the version until its day of effect."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = Path(__file__).parent / "scheduled_moves"
"""One file per database, its statements divided by a line `-- next`."""


def upgrade() -> None:
    """Create the table."""
    connection = op.get_bind()
    script = (STATEMENTS / f"{connection.dialect.name}.sql").read_text("utf-8")
    for statement in script.split("\n-- next\n"):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("scheduled_move")
