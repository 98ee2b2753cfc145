"""Tables an item (상정): who is in the room, and who is out of it by law or has been recused already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from messages import text
from tasks.contract import ServiceContext
from tasks.registers import agenda_items
from tasks.registers.attendance import present_members
from tasks.registers.recusals import disqualified_by_law, recusal
from tasks.service._meeting import persons

EXECUTION = "local"
GIVES = ("present", "recusals")


def run(context: ServiceContext, *, item_id: int) -> Mapping[str, Any]:
    """Give `present` (people) and `recusals`, rows of `member`, `kind` and `reason` to begin with (IMP-38)."""
    meeting_id = agenda_items.get(context.connection, item_id).meeting_id
    recorded = context.connection.execute(select(recusal).where(recusal.c.item_id == item_id)).all()
    known = {row.member_id: (row.kind, row.reason) for row in recorded}
    for member in disqualified_by_law(context.connection, item_id):
        known.setdefault(member, ("disqualification", text("service.party_member", "ko")))
    return {
        "present": persons(context.connection, meeting_id, present_members(context.connection, meeting_id)),
        "recusals": [
            {"member": person, "kind": kind, "reason": reason}
            for member, (kind, reason) in sorted(known.items())
            for person in persons(context.connection, meeting_id, [member])
        ],
    }
