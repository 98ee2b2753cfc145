"""Records that the papers of a meeting went out (안양시 각종 위원회 조례 제9조)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import meetings

EXECUTION = "local"
GIVES = ("papers_sent_on", "papers")


def run(
    context: ServiceContext, *, meeting_id: int, papers_sent_on: date, papers: list[str] | None = None
) -> Mapping[str, Any]:
    """Give what was recorded; `papers` are the uploaded files."""
    meetings.papers_sent(context.connection, meeting_id, papers_sent_on)
    return {"papers_sent_on": papers_sent_on, "papers": papers or []}
