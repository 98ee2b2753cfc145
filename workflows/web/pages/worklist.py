"""My tasks (내 할 일): the nearest deadline first."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from urllib.parse import urlencode

from starlette.responses import Response

from workflows.clock import city_date
from workflows.queries.clauses import clause
from workflows.queries.notices import unread_notices
from workflows.queries.paging import Cursor
from workflows.queries.worklist import WorklistRow, counts, worklist
from workflows.runtime import begin
from workflows.use_cases.read_notice import read_notice
from workflows.web.endpoint import Address
from workflows.web.visit import Visit

SOON = timedelta(days=7)


def show_worklist(visit: Visit) -> Response:
    """Show the visitor's open tasks, grouped by how near their deadline is."""
    words, chosen, after = visit.param("q"), visit.param("process"), visit.param("after")
    person_id = visit.person.person_id
    found = worklist(visit.connection, person_id, words=words, process_id=chosen, after=Cursor.read(after))
    groups = groupby(found.rows, key=lambda row: _group(visit, row))
    return visit.page(
        "worklist.html",
        groups=[(name, list(rows)) for name, rows in groups],
        notices=unread_notices(visit.connection, person_id),
        counts=counts(visit.connection, person_id, visit.now),
        processes=visit.processes,
        process_names=visit.process_names,
        q=words,
        chosen=chosen,
        filtered=bool(words or chosen),
        after=after,
        next_cursor=found.next,
        page_url=lambda cursor: "/?" + urlencode({"q": words, "process": chosen, "after": str(cursor)}),
        clause=clause,
        may_start=visit.may_start,
    )


def read(visit: Visit) -> Response:
    """Mark one of the visitor's notices as read."""
    with begin(visit.services) as uow:
        read_notice(uow, visit.field("reason"), actor=visit.person.person_id, now=visit.now)
    return visit.redirect("/")


def _group(visit: Visit, row: WorklistRow) -> str:
    today = city_date(visit.now)
    if row.due_on is None or row.due_at is None:
        return "none"
    if row.due_at <= visit.now:
        return "overdue"
    if row.due_on == today:
        return "today"
    return "week" if row.due_on - today <= SOON else "later"


ADDRESSES = (
    Address("/", show_worklist, "page.open"),
    Address("/notices/read", read, "page.open", "POST"),
)
