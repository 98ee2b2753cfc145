"""Signs the minutes as the presiding member, or sends them back to be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import minutes
from tasks.service._grant import acting_person

EXECUTION = "local"
GIVES = ("minutes_confirmed", "minutes_note")


def run(
    context: ServiceContext, *, meeting_id: int, minutes_confirmed: bool, minutes_note: str | None = None
) -> Mapping[str, Any]:
    """Give `minutes_confirmed` and what to correct."""
    if minutes_confirmed:
        minutes.sign(context.connection, meeting_id, acting_person(context), context.now)
    return {"minutes_confirmed": minutes_confirmed, "minutes_note": minutes_note or ""}
