"""Signs a document at one place of its line: reviewed, concurred, or sent back with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from tasks.contract import ServiceContext
from tasks.registers import documents
from tasks.registers.documents import Mark
from tasks.service._document import Place, document_of, signature
from tasks.service._grant import acting_person

EXECUTION = "local"
GIVES = ("approval_mark", "review_mark", "concurrence_mark")


def run(
    context: ServiceContext,
    *,
    decision: Literal["agree", "disagree", "return"],
    opinion: str | None = None,
    return_reason: str | None = None,
    reviewer: dict[str, Any] | None = None,
    concurring: dict[str, Any] | None = None,
) -> Mapping[str, Any]:
    """Give `review_mark`, `concurrence_mark` or `approval_mark`: who decided what, and why.

    행정업무규정 제9조; 시행규칙 제6조, 제7조. An approval is not signed here: `document_register` signs and numbers.
    """
    said = (return_reason if decision == "return" else opinion) or ""
    returned = decision == "return"
    if reviewer is not None:
        shown = _sign(context, reviewer, "return" if returned else "review", said)
        return {"review_mark": {**shown, "decision": decision, "opinion": said}}
    if concurring is not None:
        shown = _sign(context, concurring, "return" if returned else "concur", said)
        return {"concurrence_mark": {**shown, "decision": decision, "opinion": said}}
    approving = document_of(context).body["approving"]
    shown = _sign(context, approving, "return", said) if returned else {"post": approving["name"], "name": ""}
    return {"approval_mark": {**shown, "decision": decision, "opinion": said}}


def _sign(context: ServiceContext, where: Place, kind: Mark, opinion: str) -> dict[str, str]:
    person = acting_person(context)
    signed = signature(context, where, person)
    documents.sign(
        context.connection, document_of(context).id, kind, person_id=person, post_name=signed["post_name"],
        at=context.now, stands_in_for=signed["stands_in_for"], opinion=opinion,
        capacity="proxy" if signed["is_proxy"] else "own",
    )  # fmt: skip
    return {"post": signed["post"], "name": signed["name"]}
