"""Closes a settled case: the entries in 보탬e, and until when the papers are kept (IMP-23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.law.periods import calendar_span
from tasks.registers import grants, milestones
from tasks.service._grant import acting_person, grant_of

EXECUTION = "local"
GIVES = ("closed_on", "records_kept_until", "purge_on")
KEPT = "P5Y"
"""지방보조금법 제16조제3항, 제28조의5; 시행령 제7조, 제16조의5."""


def run(
    context: ServiceContext, *, botame_case_no: str, botame_entries: list[dict[str, Any]], filed_on: date
) -> Mapping[str, Any]:
    """Give `closed_on`, `records_kept_until` (the grantee's papers) and `purge_on` (the city's system data).

    Raises GuardError `not_synced` while a milestone is not entered, `money_open` while a won is open.
    """
    person, today = acting_person(context), as_date(context.now)
    for entry in botame_entries:
        milestones.record_sync(
            context.connection, context.instance_id, entry["code"], botame_no=botame_case_no, person_id=person,
            on=as_date(entry["entered_on"]),
        )  # fmt: skip
    grants.close(context.connection, grant_of(context).id, today)
    return {
        "closed_on": today,
        "records_kept_until": calendar_span(today, KEPT).due,
        "purge_on": calendar_span(filed_on, KEPT).due,
    }
