"""Records the committee's advice on a plan, or why there is none; every remark becomes an opinion (조례 제8조)."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from messages import text
from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import committees, plan_opinions
from tasks.service._plan import opinions_for_people

EXECUTION = "local"


class Advised(TypedDict):
    """What the committee said of the plan."""

    advice: str
    advice_text: str
    opinions: list[dict[str, Any]]
    opinions_heard: Literal[True]


def run(
    context: ServiceContext, *, plan_id: int, established: bool, skip_reason: str, meeting: dict[str, Any] | None
) -> Advised:
    """Give `advice` (`not_established`, `skipped` or the committee's word) and the `opinions` to treat.

    Advice binds nobody; each opinion gets a treatment (AT-A8-1, AT-A8-2).
    """
    if not established:
        advice = "not_established"
    elif meeting is None:
        advice = "skipped"
    else:
        advice = meeting["advice"]
        _enter(context, plan_id, meeting)
    advice_text = text(f"service.advice.{advice}", "ko") + (f" ({skip_reason})" if advice == "skipped" else "")
    return {
        "advice": advice,
        "advice_text": advice_text,
        "opinions": opinions_for_people(context.connection, plan_id),
        "opinions_heard": True,
    }


def _enter(context: ServiceContext, plan_id: int, meeting: dict[str, Any]) -> None:
    name = committees.get(context.connection, meeting["committee"]).name_ko
    remarks = [
        (f"{name} {each['member']} 위원", each["comment"]) for item in meeting["results"] for each in item["comments"]
    ]
    against = [
        (name, text("service.advice_against", "ko", votes_for=item["for"], against=item["against"]))
        for item in meeting["results"]
        if item["advice"] == "disagree"
    ]
    for given_by, body in [*against, *remarks]:
        plan_opinions.give(
            context.connection, plan_id, origin="committee", given_by=given_by, body=body, on=as_date(context.now)
        )
