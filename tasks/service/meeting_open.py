"""Takes attendance and opens the meeting when a majority of the members in office is there (조례 제10조제2항)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from messages import text
from tasks.contract import ServiceContext
from tasks.registers import attendance

EXECUTION = "local"
GIVES = ("opened", "attendance", "convening_note")


def run(context: ServiceContext, *, meeting_id: int, present_members: list[int] | None = None) -> Mapping[str, Any]:
    """Give `opened` and the numbers, with `convening_note` for the next try where too few came."""
    opening = attendance.open_meeting(context.connection, meeting_id, present_members or [], context.now)
    numbers = {"in_office": opening.in_office, "present": opening.present, "quorum": opening.quorum}
    note = "" if opening.opened else text("service.no_quorum", "ko", **numbers)
    return {"opened": opening.opened, "attendance": numbers, "convening_note": note}
