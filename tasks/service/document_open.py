"""Puts a draft on its way: writes the text down, signs for the drafter, and fixes who reviews, concurs and approves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.contract import ServiceContext
from tasks.documents.issue import body_of, signing_name
from tasks.law.dates import as_date
from tasks.law.ladder import CONCURRENCE
from tasks.registers import documents
from tasks.registers.guard import GuardError, require
from tasks.registers.roles import divisions_of, roles_of
from tasks.service._document import place
from tasks.service._grant import acting_person

EXECUTION = "local"
GIVES = ("document_id", "drafter", "review_line", "concurrence_line", "approving", "reviews", "concurrences")


def run(
    context: ServiceContext,
    *,
    document_id: int | None,
    title: str,
    body: str,
    letter: str,
    letter_process: str,
    letter_values: dict[str, Any],
    recipient: str,
    drafter: int | None,
    division: str,
    review_roles: list[str],
    concurrence_roles: list[str],
    approver: str,
    spending: bool,
) -> Mapping[str, Any]:
    """Give `document_id`, `drafter`, `review_line`, `concurrence_line` and `approving` (행정업무규정 제8조–제10조).

    Whoever drafts does not review; who approves does not review either. Raises GuardError `concurrence_missing` when a
    document about spending lacks the budget or the accounting office (IMP-32), `no_division` for a drafter without one.
    """
    missing = [role for role in CONCURRENCE if spending and role not in concurrence_roles]
    require(not missing, "concurrence_missing", roles=", ".join(missing))
    today, author = as_date(context.now), drafter or acting_person(context)
    office = division or _division(context, author)
    content: dict[str, Any] = body_of(letter_process, letter, letter_values) if letter else {"text": body}
    content |= {"approving": place(approver, office)}
    if document_id is None:
        document_id = documents.draft(
            context.connection, division=office, title=title, recipient=recipient, body=content, drafted_by=author,
            at=context.now, instance_id=context.instance_id, disclosure="partial",
            disclosure_ground="정보공개법 제9조제1항제5호",
        )  # fmt: skip
    else:
        documents.redraft(context.connection, document_id, title=title, body=content, drafted_by=author, at=context.now)
    post_name = signing_name(context.connection, author, today)
    documents.sign(context.connection, document_id, "draft", person_id=author, post_name=post_name, at=context.now)
    own = roles_of(context.connection, author, today) | {approver}
    return {
        "document_id": document_id,
        "drafter": author,
        "review_line": [place(role, office) for role in review_roles if role not in own],
        "concurrence_line": [place(role, office) for role in concurrence_roles],
        "approving": place(approver, office),
        "reviews": [],
        "concurrences": [],
    }


def _division(context: ServiceContext, person_id: int) -> str:
    found = sorted(divisions_of(context.connection, person_id, as_date(context.now)))
    if not found:
        raise GuardError("no_division", person=person_id)
    return found[0]
