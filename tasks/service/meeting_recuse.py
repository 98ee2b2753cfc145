"""Records who is in the room for an item and who is recused from it, and opens the vote when enough may vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from messages import text
from tasks.contract import ServiceContext
from tasks.law.committee import quorum
from tasks.registers import agenda_items, recusals, votes
from tasks.registers.attendance import arrive, leave, member_on_roll, on_roll, present_members
from tasks.service._meeting import persons

EXECUTION = "local"
GIVES = ("eligible", "votable", "quorum_note")


def run(
    context: ServiceContext,
    *,
    item: dict[str, Any],
    present_members: list[int] | None = None,
    recusals: list[dict[str, Any]] | None = None,
) -> Mapping[str, Any]:
    """Give `eligible` (the people who may vote) and `votable`.

    Whoever belongs to the party the item is about is out by law, named or not. Recused members stay in office but are
    not present for the item: without a quorum of those who remain there is no vote (reading 11-E, AT-A10P2-3).
    """
    item_id = item["item_id"]
    meeting_id = agenda_items.get(context.connection, item_id).meeting_id
    _move(context, meeting_id, present_members or [])
    _recuse(context, meeting_id, item_id, recusals or [])
    eligible = votes.eligible(context.connection, item_id)
    needed = quorum(len(on_roll(context.connection, meeting_id)))
    votable = len(eligible) >= needed
    if votable:
        votes.open_round(context.connection, item_id, context.now)
    return {
        "eligible": persons(context.connection, meeting_id, eligible),
        "votable": votable,
        "quorum_note": "" if votable else text("service.too_few_to_vote", "ko", present=len(eligible), quorum=needed),
    }


def _move(context: ServiceContext, meeting_id: int, people: list[int]) -> None:
    """Let those come in who are there now, and those leave who are not."""
    here = present_members(context.connection, meeting_id)
    now_here = {member_on_roll(context.connection, meeting_id, person) for person in people}
    for member in sorted(now_here - here):
        arrive(context.connection, meeting_id, member, context.now)
    for member in sorted(here - now_here):
        leave(context.connection, meeting_id, member, context.now)


def _recuse(context: ServiceContext, meeting_id: int, item_id: int, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        member = member_on_roll(context.connection, meeting_id, row["member"])
        recusals.recuse(context.connection, item_id, member, row["kind"], row["reason"], context.now)
    reason = text("service.party_member", "ko")
    for member in sorted(recusals.disqualified_by_law(context.connection, item_id)):
        recusals.recuse(context.connection, item_id, member, "disqualification", reason, context.now)
