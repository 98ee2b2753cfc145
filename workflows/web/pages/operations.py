"""How the system runs: what stopped, what waits, what is scheduled, when anybody last looked."""

from __future__ import annotations

from starlette.responses import Response

from workflows.queries import operations
from workflows.queries.elements import all_elements
from workflows.queries.prefect_address import prefect_address
from workflows.queries.processes import bundle_of
from workflows.queries.scheduled_flows import PrefectUnreachable, ScheduledFlow, scheduled_flows
from workflows.rights import Page
from workflows.runtime import begin
from workflows.use_cases.retry_incident import retry_incident
from workflows.web.endpoint import Address
from workflows.web.visit import Visit

LATE_AFTER_MINUTES = 5
"""The sweep runs every minute; after five without one somebody should look."""


def show_operations(visit: Visit) -> Response:
    """Show incidents, scheduled flows, jobs and timers."""
    flows, note = _flows(visit)
    sweeps = operations.sweeps(visit.connection)
    minutes = _age(visit, sweeps)
    return visit.page(
        "operations.html",
        totals=operations.totals(visit.connection, visit.now),
        incidents=operations.open_incidents(visit.connection),
        timers=operations.next_timers(visit.connection),
        jobs=operations.waiting_jobs(visit.connection),
        sweeps=sweeps,
        sweep_minutes=minutes,
        sweep_missing=minutes is None and prefect_address(visit.services.settings) is not None,
        element_name=lambda row: _element_name(visit, row),
        sweep_late=minutes is not None and minutes >= LATE_AFTER_MINUTES,
        sweep_age=_age_words(visit, minutes),
        flows=flows,
        flows_note=note,
        may_retry=visit.may("operations.retry", Page("operations")),
    )


def retry(visit: Visit) -> Response:
    """Try again what an incident stopped."""
    with begin(visit.services) as uow:
        retry_incident(uow, visit.number("incident_id"), actor=visit.person.person_id, now=visit.now)
    return visit.redirect("/operations", "retried")


def _element_name(visit: Visit, row: operations.IncidentRow | operations.TimerRow) -> str:
    known = all_elements(bundle_of(visit.services, visit.connection, row.definition_id))
    names = (each.name(visit.language) for (_, element), each in known.items() if element == row.element)
    return next(names, "") or row.element


def _flows(visit: Visit) -> tuple[tuple[ScheduledFlow, ...], str]:
    address = prefect_address(visit.services.settings)
    if address is None:
        return (), visit.t("operations.flows_none")
    try:
        return scheduled_flows(address), visit.t("operations.flows_none")
    except PrefectUnreachable:
        return (), visit.t("operations.flows_away")


def _age(visit: Visit, sweeps: tuple[operations.SweepRow, ...]) -> int | None:
    latest = max((row.finished_at for row in sweeps), default=None)
    return None if latest is None else int((visit.now - latest).total_seconds() // 60)


def _age_words(visit: Visit, minutes: int | None) -> str:
    if minutes is None:
        return visit.t("operations.sweep_never")
    return visit.t("operations.sweep_ago", minutes=minutes) if minutes > 0 else visit.t("operations.sweep_now")


ADDRESSES = (
    Address("/operations", show_operations, "operations.read"),
    Address("/operations/incidents/{incident_id:number}/retry", retry, "operations.retry", "POST"),
)
