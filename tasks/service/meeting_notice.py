"""Records that notice of a meeting went out to every member in office (안양시 각종 위원회 조례 제9조)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import meetings

EXECUTION = "local"
GIVES = ("notice_sent_on", "notice_channel")


def run(context: ServiceContext, *, meeting_id: int, notice_sent_on: date, notice_channel: str) -> Mapping[str, Any]:
    """Give what was recorded."""
    meetings.notice_sent(context.connection, meeting_id, notice_sent_on)
    return {"notice_sent_on": notice_sent_on, "notice_channel": notice_channel}
