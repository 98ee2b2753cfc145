"""Signs an approved document as its approver did (결재, 전결, 대결) and gives its production number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.law.dates import as_date
from tasks.registers import documents, people
from tasks.service._document import capacity_of, seat_at, signature
from tasks.service._grant import acting_person

EXECUTION = "local"
GIVES = ("approval",)


def run(
    context: ServiceContext, *, document_id: int, approving: dict[str, Any], opinion: str | None = None
) -> Mapping[str, Any]:
    """Give `approval`: `result`, `document_id`, `number`, `approved_on`, `capacity` and all `marks`.

    The number is the division's yearly serial without gaps (행정업무규정 제6조, 제10조, 제11조).
    """
    person = acting_person(context)
    signed, seat = signature(context, approving, person), seat_at(context, approving, person)
    capacity = capacity_of(approving, seat)
    number = documents.approve(
        context.connection, document_id, person_id=person, post_name=signed["post_name"], at=context.now,
        capacity=capacity, stands_in_for=seat.stands_in_for, opinion=opinion or "",
    )  # fmt: skip
    marks = [
        {
            "mark": row.mark,
            "capacity": row.capacity,
            "post": row.post_name,
            "name": people.get(context.connection, row.person_id).name_ko,
            "signed_on": as_date(row.signed_at),
        }
        for row in documents.marks_of(context.connection, document_id)
    ]
    approval = {
        "result": "approved",
        "document_id": document_id,
        "number": number,
        "approved_on": as_date(context.now),
        "capacity": capacity,
        "marks": marks,
    }
    return {"approval": approval}
