"""Closes the meeting (산회) and gives its result to whoever asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import meetings

EXECUTION = "local"
GIVES = ("meeting",)


def run(context: ServiceContext, *, meeting_id: int, results: list[dict[str, Any]]) -> Mapping[str, Any]:
    """Give `meeting`: the day, every item's result, and `outcome` and `advice` of the first item."""
    meetings.close_meeting(context.connection, meeting_id, context.now)
    row = meetings.get(context.connection, meeting_id)
    return {
        "meeting": {
            "meeting_id": meeting_id,
            "committee": row.committee,
            "held_on": row.held_on,
            "results": results,
            "outcome": results[0]["outcome"],
            "advice": results[0]["advice"],
        }
    }
