"""When each kind of sweep last ran to its end: its age is what the watchdog watches."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from workflows.records.metadata import metadata
from workflows.records.types import Moment

sweep = Table(
    "sweep",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("finished_at", Moment, nullable=False),
    Column("woken", Integer, nullable=False),  # how many instances it found still asleep
)
