"""Calls a meeting: dates it, puts the items on its agenda, and counts back by when notice and papers must be out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.law.periods import backward, civil_period
from tasks.registers import agenda_items, demands, meetings
from tasks.registers.meetings import Mode

EXECUTION = "local"
GIVES = ("meeting_id", "agenda", "notice_due", "papers_due", "notice_last", "papers_last", "hold_by")
NOTICE, PAPERS = "P7D", "P3D"
"""How long before the meeting notice and papers go out (안양시 각종 위원회 조례 제9조; strict count, reading 11-Q)."""
HELD_AFTER_DEMAND = "P15D"
"""Within which a demanded meeting is held (reading 11-P2)."""


def run(
    context: ServiceContext,
    *,
    committee: str,
    items: list[dict[str, Any]],
    held_on: date,
    held_at: str,
    place: str,
    mode: Mode,
    convened_by: Literal["chair", "members"],
    demanded_by: list[int],
    demanded_on: date | None,
    urgent_reason: str,
) -> Mapping[str, Any]:
    """Give `meeting_id`, `agenda` and the days: `notice_due`, `papers_due` (last working days), `notice_last`,
    `papers_last` (the law's last days), `hold_by`.

    Raises GuardError `demand_not_met` below one third of the members in office (조례 제10조제1항), `not_a_member` for
    the signature of somebody who is not in office (AT-A10P1-4), `committee_not_established`.
    """
    today = as_date(context.now)
    demand_id = None
    if convened_by == "members":
        demand_id = _demand(context, committee, items[0]["title"], demanded_by)
    meeting_id = meetings.call(
        context.connection, committee, held_on=held_on, called_on=today, place=place, held_at=held_at, mode=mode,
        urgent_reason=urgent_reason, demand_id=demand_id, instance_id=context.instance_id,
    )  # fmt: skip
    notice, papers = backward(held_on, NOTICE), backward(held_on, PAPERS)
    return {
        "meeting_id": meeting_id,
        "agenda": [_put(context, meeting_id, item) for item in items],
        "notice_due": notice.due,
        "papers_due": papers.due,
        "notice_last": notice.raw,
        "papers_last": papers.raw,
        "hold_by": held_on if demanded_on is None else civil_period(demanded_on, HELD_AFTER_DEMAND).due,
    }


def _demand(context: ServiceContext, committee: str, subject: str, signers: list[int]) -> int:
    today = as_date(context.now)
    demand_id = demands.start_demand(context.connection, committee, subject, today)
    for person_id in signers:
        demands.sign_demand(context.connection, demand_id, person_id, today)
    return demand_id


def _put(context: ServiceContext, meeting_id: int, item: dict[str, Any]) -> dict[str, Any]:
    """Put an item on the agenda; `subject` is the case it is about, `subject_party_id` whose."""
    item_id = agenda_items.put(
        context.connection, meeting_id, item["title"], kind=item["kind"], subject=item.get("subject") or "",
        party_id=item.get("subject_party_id"),
    )  # fmt: skip
    return {"item_id": item_id, "title": item["title"], "kind": item["kind"]}
