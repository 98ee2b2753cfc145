"""Committees: who sits in them today and what they decided."""

from __future__ import annotations

from starlette.responses import Response

from workflows.clock import city_date
from workflows.queries.committees import committee_details
from workflows.web.endpoint import Address
from workflows.web.visit import Visit


def show_committees(visit: Visit) -> Response:
    """Show every committee with its members and meetings."""
    return visit.page("committees.html", committees=committee_details(visit.connection, city_date(visit.now)))


ADDRESSES = (Address("/committees", show_committees, "committee.read"),)
