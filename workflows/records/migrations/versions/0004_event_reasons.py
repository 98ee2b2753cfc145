"""Reasons stand beside the history, where they can be destroyed; those of before stay where they were sealed."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = Path(__file__).parent / "event_reasons"
"""One file per database, its statements divided by a line `-- next`."""


def upgrade() -> None:
    """Create the table."""
    connection = op.get_bind()
    script = (STATEMENTS / f"{connection.dialect.name}.sql").read_text("utf-8")
    for statement in script.split("\n-- next\n"):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("event_reason")
