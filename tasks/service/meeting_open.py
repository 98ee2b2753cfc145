"""Takes attendance and opens the meeting when a majority of the members in office is there (조례 제10조제2항)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from messages import text
from tasks.contract import ServiceContext
from tasks.registers import attendance
from tasks.registers.guard import require

EXECUTION = "local"
GIVES = ("opened", "attendance", "convening_note")


def run(
    context: ServiceContext,
    *,
    meeting_id: int,
    present_members: list[int] | None = None,
    give_up: bool | None = None,
) -> Mapping[str, Any]:
    """Give `opened` and the numbers, with `convening_note` for the next try where too few came.

    Raises GuardError `too_few_came` where the form asks whether to `give_up` and the answer is not yes: a name that was
    not ticked must not cost the meeting.
    """
    opening = attendance.open_meeting(context.connection, meeting_id, present_members or [], context.now)
    numbers = {"in_office": opening.in_office, "present": opening.present, "quorum": opening.quorum}
    require(opening.opened or give_up is not False, "too_few_came", **numbers)
    note = "" if opening.opened else text("service.no_quorum", "ko", **numbers)
    return {"opened": opening.opened, "attendance": numbers, "convening_note": note}
