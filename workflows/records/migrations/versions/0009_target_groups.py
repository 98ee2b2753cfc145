"""A plan's task says whom it is for."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Column

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; of tasks that are there already nobody said it."""
    op.add_column("plan_task", Column("target_groups", JSON, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("plan_task", "target_groups")
