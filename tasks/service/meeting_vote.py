"""Casts a member's ballot (표결): to the register, never into the process data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.registers import agenda_items, people, votes
from tasks.registers.attendance import member_on_roll
from tasks.registers.guard import require

EXECUTION = "local"
GIVES = ("remark",)


def run(
    context: ServiceContext,
    *,
    item: dict[str, Any],
    voter: int,
    choice: Literal["for", "against", "abstain"],
    comment: str | None = None,
) -> Mapping[str, Any]:
    """Give `remark`, what the member wants said besides the vote.

    Raises GuardError `no_proxy_vote` when anybody else would cast it (11-R2), and what `votes.cast` raises.
    """
    require(context.actor_id == voter, "no_proxy_vote")
    meeting_id = agenda_items.get(context.connection, item["item_id"]).meeting_id
    seat = member_on_roll(context.connection, meeting_id, voter)
    votes.cast(context.connection, item["item_id"], seat, choice, context.now)
    return {"remark": {"member": people.get(context.connection, voter).name_ko, "comment": comment or ""}}
