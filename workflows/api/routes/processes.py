"""Published processes and how to start them."""

from __future__ import annotations

from fastapi import APIRouter

from workflows.api import shapes
from workflows.api.call import CallRoute
from workflows.api.caller import Caller, CallerGiven
from workflows.api.parameters import Key, Name
from workflows.clock import city_date
from workflows.errors import NotStartable
from workflows.queries.processes import Start, processes, starts
from workflows.runtime import begin
from workflows.use_cases.start_with_answer import start_with_answer

router = APIRouter(prefix="/processes", route_class=CallRoute)


@router.get("")
def list_processes(caller: CallerGiven) -> list[shapes.Process]:
    """List the published processes with the start events that the caller may use."""
    offered = _offered(caller)
    return [
        shapes.Process(
            process_id=each.process_id,
            number=each.number,
            title=each.title,
            title_en=each.title_en,
            start_events=[start.event.element for start in offered if start.process.process_id == each.process_id],
        )
        for each in processes(caller.connection, city_date(caller.now))
    ]


@router.post("/{process_id}/start", status_code=201)
def start(
    caller: CallerGiven,
    process_id: Name,
    wanted: shapes.Start,
    idempotency_key: Key = "",
) -> shapes.Started:
    """Start a process; the same `Idempotency-Key` with the same body gives the same case again."""
    found = _start(caller, process_id, wanted.start_event)
    caller.require("case.start", found.resource)
    party_id = min(caller.person.parties, default=None) if "applicant" in found.event.roles else None
    with begin(caller.services) as uow:
        started = start_with_answer(
            uow,
            process_id,
            wanted.values,
            start_event=found.event.element,
            form_id=found.event.form,
            actor=caller.person.person_id,
            party_id=party_id,
            now=caller.now,
            idempotency_key=idempotency_key,
        )
    return shapes.Started(instance_id=started.instance_id, business_key=started.business_key)


def _offered(caller: Caller) -> list[Start]:
    return [
        each
        for each in starts(caller.services, caller.connection, city_date(caller.now))
        if caller.may("case.start", each.resource)
    ]


def _start(caller: Caller, process_id: str, event: str) -> Start:
    of_process = [
        each
        for each in starts(caller.services, caller.connection, city_date(caller.now))
        if each.process.process_id == process_id
    ]
    named = [each for each in of_process if each.event.element == event] if event else of_process
    if len(named) != 1:
        raise NotStartable(process_id=process_id, start=event)
    return named[0]
