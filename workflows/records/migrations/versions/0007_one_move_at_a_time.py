"""Of a process at most one move of cases is under way, whoever asks at the same moment."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0007"
down_revision = "0006"

UNDER_WAY = "status IN ('judging', 'moving', 'undoing')"


def upgrade() -> None:
    """Let only the oldest of several go on, and create the index."""
    op.execute(
        f"""UPDATE move_run SET
            begun_by = CASE status WHEN 'undoing' THEN begun_by END,
            status = CASE status WHEN 'undoing' THEN 'moved' ELSE 'planned' END
        WHERE {UNDER_WAY} AND EXISTS (
            SELECT 1 FROM move_run AS older
            WHERE older.process_id = move_run.process_id AND older.id < move_run.id AND older.{UNDER_WAY})"""
    )
    where = text(UNDER_WAY)
    op.create_index(
        "uq_move_run_under_way", "move_run", ["process_id"], unique=True, sqlite_where=where, postgresql_where=where
    )


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("uq_move_run_under_way", "move_run")
