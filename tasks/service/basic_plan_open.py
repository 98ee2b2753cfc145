"""Opens a basic plan for whole fiscal years (조례 제5조제1항); where one is in force it becomes its revision."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import plan_contents, plans
from tasks.service._plan import drafts_of

EXECUTION = "local"


class Opened(TypedDict):
    """The plan that is to be written."""

    plan_id: int
    revises: str
    to_write: list[str]
    drafts: dict[str, dict[str, Any]]
    opinions_heard: Literal[False]


def run(context: ServiceContext, *, title: str, first_year: int, last_year: int) -> Opened:
    """Give `plan_id`, the items `to_write`, and `revises`, the title of the plan it takes the place of."""
    before = plans.to_revise(context.connection, "basic_plan", first_year, last_year)
    plan_id = plans.start(
        context.connection, "basic_plan", title, first_year, last_year, on=as_date(context.now),
        instance_id=context.instance_id, revises=None if before is None else before.id,
    )  # fmt: skip
    return {
        "plan_id": plan_id,
        "revises": "" if before is None else before.title,
        "to_write": list(plan_contents.ITEMS),
        "drafts": drafts_of(context.connection, plan_id, plan_contents.ITEMS),
        "opinions_heard": False,
    }
