"""The cases that the visitor may read (진행 건)."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import Response

from workflows.queries.cases import STATUSES, CaseFilter, cases
from workflows.queries.paging import Cursor
from workflows.rights import OUTSIDE
from workflows.web.endpoint import Address
from workflows.web.visit import Visit


def show_cases(visit: Visit) -> Response:
    """Show the newest cases first, filtered by words, process and status."""
    wanted = CaseFilter(visit.param("q"), visit.param("process"), visit.param("status"))
    after = visit.param("after")
    subject = visit.person.subject
    found = cases(visit.connection, subject, visit.context, wanted, after=Cursor.read(after))
    asked = {"q": wanted.words, "process": wanted.process_id, "status": wanted.status}
    return visit.page(
        "cases.html",
        rows=found.rows,
        processes=visit.processes,
        process_names=visit.process_names,
        statuses=STATUSES,
        q=wanted.words,
        chosen=wanted.process_id,
        chosen_status=wanted.status,
        filtered=wanted != CaseFilter(),
        after=after,
        next_cursor=found.next,
        page_url=lambda cursor: "/cases?" + urlencode(asked | {"after": str(cursor)}),
        outside=subject.roles <= OUTSIDE,
        may_start=visit.may_start,
    )


ADDRESSES = (Address("/cases", show_cases, "case.list"),)
