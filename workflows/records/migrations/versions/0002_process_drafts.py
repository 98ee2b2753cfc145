"""The studio: drafts of processes, submissions, its history; versions learn who wrote them and from when they count."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = Path(__file__).parent / "process_drafts"
"""One file per database, its statements divided by a line `-- next`."""


def upgrade() -> None:
    """Create the tables, and add the columns to `definition`."""
    connection = op.get_bind()
    script = (STATEMENTS / f"{connection.dialect.name}.sql").read_text("utf-8")
    for statement in script.split("\n-- next\n"):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Drop what `upgrade` added."""
    for table in ("studio_log", "submission"):
        op.drop_table(table)
    for part in ("_presence", "_recovery", "_file", ""):
        op.drop_table(f"process_draft{part}")
    for column in ("author_id", "note", "effective_from", "restored_from"):
        op.drop_column("definition", column)
