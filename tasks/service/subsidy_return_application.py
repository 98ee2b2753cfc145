"""Returns an application that was not supplemented in time, with reasons (반려, 행정절차법 제17조제6항)."""

from __future__ import annotations

from typing import Literal, TypedDict

from tasks.contract import ServiceContext
from tasks.documents.issue import Letter, issue
from tasks.law.dates import as_date
from tasks.registers import grants

EXECUTION = "local"
LETTERS = {"return_notice": ("receipt_no", "applicant_name", "reasons", "returned_on")}


class Returned(TypedDict):
    """What became of the application."""

    outcome: Literal["returned"]
    return_document: str


def run(
    context: ServiceContext, *, return_reason: str, receipt_no: str, applicant_name: str, division: str
) -> Returned:
    """Give `outcome` = returned and the letter's number; an application already entered is taken back."""
    values = {
        "receipt_no": receipt_no,
        "applicant_name": applicant_name,
        "reasons": return_reason,
        "returned_on": as_date(context.now),
    }
    letter = Letter("return_notice", f"교부신청 반려 통지({receipt_no})", applicant_name, values)
    number = issue(context, letter, division=division)
    entered = grants.of_case(context.connection, context.instance_id)
    if entered is not None:
        grants.withdraw(context.connection, entered.id, context.now)
    return {"outcome": "returned", "return_document": number}
