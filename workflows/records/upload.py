"""Files people attached (첨부파일): kept in the database, so one commit and one backup cover them.

The content is a table of its own, named by its hash: the same file attached twice is stored once, and lists of
attachments never touch it.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from workflows.records.metadata import metadata
from workflows.records.types import Big, Moment

upload_content = Table(
    "upload_content",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

upload = Table(
    "upload",
    metadata,
    Column("id", String(32), primary_key=True),  # random: knowing a file's number must not help to guess another
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("media_type", String(200), nullable=False),
    Column("sha256", ForeignKey("upload_content.sha256"), nullable=False),
    Column("instance_id", ForeignKey("instance.id"), index=True),
    Column("uploaded_by", Big, nullable=False),
    Column("uploaded_at", Moment, nullable=False),
    Index("ix_upload_uploaded_by_uploaded_at", "uploaded_by", "uploaded_at"),
)
