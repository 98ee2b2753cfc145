"""The first tables: the program's own until its first release, then every change is a step of its own."""

from __future__ import annotations

from alembic import op

from workflows.records.migrations import all_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, index and trigger."""
    for tables in all_tables():
        tables.create_all(op.get_bind())


def downgrade() -> None:
    """Drop them all."""
    for tables in reversed(all_tables()):
        tables.drop_all(op.get_bind())
