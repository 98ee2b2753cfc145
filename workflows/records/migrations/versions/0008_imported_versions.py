"""A version that an operator imported is told from one that came with the program."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, false

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; of versions that are there already nobody knows any more, they count as the program's."""
    op.add_column("definition", Column("imported", Boolean, nullable=False, server_default=false()))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("definition", "imported")
