"""What a person uploaded lately is found without reading everybody's files."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the index."""
    op.create_index("ix_upload_uploaded_by_uploaded_at", "upload", ["uploaded_by", "uploaded_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_upload_uploaded_by_uploaded_at", "upload")
