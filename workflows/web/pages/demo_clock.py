"""The clock of a demonstration: who shows the product puts it ahead instead of waiting for days to pass."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from workflows.clock import MovableClock
from workflows.dispatcher import next_due
from workflows.errors import NotFound
from workflows.http.cookies import Cookies
from workflows.runtime import begin
from workflows.use_cases.enter_demo import enter_demo
from workflows.use_cases.put_clock_ahead import put_clock_ahead
from workflows.use_cases.start_annual_plans import next_annual_start
from workflows.web.endpoint import Address
from workflows.web.visit import Visit

SPANS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


def put_ahead(visit: Visit) -> Response:
    """Put the clock ahead by a span or to the next thing that is due, and keep the visitor signed in."""
    clock = visit.services.clock
    if not visit.services.settings.demo or not isinstance(clock, MovableClock):
        raise NotFound(what="page", id=visit.request.url.path)
    by = _span(visit)
    if by <= timedelta():
        return visit.redirect("/", "clock_kept")
    put_clock_ahead(visit.services, clock, by)
    response = visit.redirect("/", "clock_moved")
    with begin(visit.services) as uow:  # the old session has run out by the new time
        entered = enter_demo(uow, visit.person.login, now=clock.now())
    Cookies(visit.services.settings).open_session(response, entered.token)
    return response


def _span(visit: Visit) -> timedelta:
    wanted = visit.field("ahead")
    if wanted != "next":
        return SPANS.get(wanted, timedelta())
    coming = (next_due(visit.services), next_annual_start(visit.connection, visit.now))
    due = min((each for each in coming if each is not None), default=None)
    return timedelta() if due is None else due - visit.now + timedelta(seconds=1)


ADDRESSES = (Address("/demo/clock", put_ahead, "page.open", "POST"),)
