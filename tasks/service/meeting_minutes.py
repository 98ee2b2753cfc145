"""Writes the minutes (회의록): what the registers know, and what was said and decided.

Fields after 안양시 각종 위원회 설치 및 운영 조례 제10조 and 공공기록물법 시행령 제18조제2항.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from tasks.contract import ServiceContext
from tasks.registers import meetings, minutes
from tasks.registers.attendance import attendance, on_roll
from tasks.service._meeting import names, persons

EXECUTION = "local"
GIVES = ("discussion", "decisions")


def run(
    context: ServiceContext, *, meeting_id: int, meeting: dict[str, Any], discussion: str, decisions: str
) -> Mapping[str, Any]:
    """Give `discussion` and `decisions` as written; raises GuardError `minutes_signed` once they are signed."""
    held = meetings.get(context.connection, meeting_id)
    came = select(attendance.c.member_id).where(attendance.c.meeting_id == meeting_id)
    attended = persons(context.connection, meeting_id, context.connection.scalars(came))
    members = persons(context.connection, meeting_id, on_roll(context.connection, meeting_id))
    body = {
        "held_on": held.held_on.isoformat(),
        "held_at": held.held_at,
        "place": held.place,
        "mode": held.mode,
        "in_office": names(context.connection, members),
        "present": names(context.connection, attended),
        "items": meeting["results"],
        "discussion": discussion,
        "decisions": decisions,
    }
    minutes.draft(context.connection, meeting_id, body)
    return {"discussion": discussion, "decisions": decisions}
