"""Records the check of proper use between two instalments (중간 점검, IMP-14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import instalments
from tasks.service._grant import acting_person, grant_of, next_instalment, reached

EXECUTION = "local"
GIVES = ("check_result", "check_note")


def run(
    context: ServiceContext, *, check_result: Literal["pass", "correct", "stop"], check_note: str | None = None
) -> Mapping[str, Any]:
    """Give the result and its note; only `pass` opens the next instalment (지방보조금 관리기준 제9조제3항)."""
    paid = next_instalment(context).number - 1
    instalments.record_check(
        context.connection, grant_of(context).id, paid, result="passed" if check_result == "pass" else "failed",
        findings=check_note or "적정", checked_by=acting_person(context), on=as_date(context.now),
    )  # fmt: skip
    reached(context, f"check_{paid}")
    return {"check_result": check_result, "check_note": check_note or ""}
