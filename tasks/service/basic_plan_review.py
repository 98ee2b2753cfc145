"""Records how the plan stands to AI ethics (조례 제3조제2항) and to the national plan (인공지능기본법 제6조제6항)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.registers import plans

EXECUTION = "local"
GIVES = ("ethics_applies", "ethics_review", "national_plan_ref")


def run(
    context: ServiceContext, *, plan_id: int, ethics_applies: str, ethics_review: str, national_plan_ref: str
) -> Mapping[str, Any]:
    """Give both as recorded."""
    plans.name_national_plan(context.connection, plan_id, national_plan_ref)
    return {"ethics_applies": ethics_applies, "ethics_review": ethics_review, "national_plan_ref": national_plan_ref}
