"""Records what was made of every opinion (반영, 일부반영, 미반영 with the reason), and what to write anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plan_opinions
from tasks.registers.guard import require
from tasks.service._plan import drafts_of, opinions_for_people, plan_text

EXECUTION = "local"
GIVES = ("to_write", "drafts", "opinions", "plan_text")


def run(
    context: ServiceContext,
    *,
    plan_id: int,
    treatments: list[dict[str, Any]] | None = None,
    revise_items: list[str] | None = None,
) -> Mapping[str, Any]:
    """Give the items `to_write` anew with their `drafts`, the `opinions`, and `plan_text`; raises GuardError
    `opinions_untreated` while one is left (AT-A8-2), `reason_needed`.
    """
    for each in treatments or []:
        plan_opinions.treat(context.connection, int(each["opinion"]), each["treatment"], each["reason"] or "")
    left = plan_opinions.untreated(context.connection, plan_id)
    opinions = opinions_for_people(context.connection, plan_id)
    numbers = ", ".join(str(each["number"]) for each in opinions if each["opinion_id"] in left)
    require(not left, "opinions_untreated", count=len(left), numbers=numbers)
    again = revise_items or []
    return {
        "to_write": again,
        "drafts": drafts_of(context.connection, plan_id, again),
        "opinions": opinions,
        "plan_text": plan_text(context.connection, plan_id),
    }
