"""Cases: the list, one of them, and requests to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from workflows.api import shapes
from workflows.api.call import CallRoute
from workflows.api.caller import Caller, CallerGiven
from workflows.api.parameters import Number, Words
from workflows.errors import NobodyWaits
from workflows.queries import case as facts
from workflows.queries.cases import CaseFilter, cases
from workflows.queries.elements import Element, all_elements, receiving
from workflows.queries.paging import Cursor
from workflows.queries.processes import bundle_of
from workflows.queries.readable_cases import case_facts
from workflows.rights import Reception
from workflows.runtime import begin
from workflows.use_cases.cancel_instance import cancel_instance
from workflows.use_cases.deliver_answer import deliver_answer
from workflows.use_cases.deliver_message import deliver_message
from workflows.use_cases.resume_instance import resume_instance
from workflows.use_cases.suspend_instance import suspend_instance

router = APIRouter(prefix="/cases", route_class=CallRoute)


@router.get("")
def list_cases(
    caller: CallerGiven, q: Words = "", process: Words = "", status: Words = "", after: Words = ""
) -> shapes.Cases:
    """List the cases that the caller may read, the newest first."""
    wanted = CaseFilter(q, process, status)
    found = cases(caller.connection, caller.person.subject, caller.context, wanted, after=Cursor.read(after))
    lines = [
        shapes.CaseLine(
            instance_id=row.instance_id,
            title=row.title,
            business_key=row.business_key,
            process_id=row.process_id,
            status=row.status,
            open_incidents=row.open_incidents,
            started_at=row.started_at,
            now_at=list(row.now_at("ko")),
        )
        for row in found.rows
    ]
    return shapes.Cases(cases=lines, next=str(found.next) if found.next else None)


@router.get("/{instance_id}")
def show_case(caller: CallerGiven, instance_id: Number) -> shapes.Case:
    """Give one case."""
    case = _case(caller, instance_id)
    tasks = facts.open_tasks(caller.connection, instance_id)
    return shapes.Case(
        instance_id=case.instance_id,
        process_id=case.process_id,
        business_key=case.business_key,
        title=case.title,
        status=case.status,
        version_number=case.version_number,
        started_at=case.started_at,
        ended_at=case.ended_at,
        open_tasks=[shapes.OpenTask.model_validate(_line(task)) for task in tasks],
        messages=sorted({each.name for each in facts.receptions(caller.connection, instance_id)}),
    )


@router.post("/{instance_id}/messages", status_code=204)
def send_message(caller: CallerGiven, instance_id: Number, message: shapes.Message) -> None:
    """Send a request that the case waits for."""
    case = _case(caller, instance_id)
    waiting = [each for each in facts.receptions(caller.connection, instance_id) if each.name == message.name]
    if not waiting:
        raise NobodyWaits(name=message.name, correlation="")
    known = all_elements(bundle_of(caller.services, caller.connection, case.definition_id))
    rights = case_facts(caller.connection, instance_id)
    assert rights is not None  # the case was read before
    event = receiving(known, waiting[0].element, message.name)
    caller.require("case.message", Reception(rights, message.name, event.roles if event else frozenset()))
    _deliver(caller, instance_id, waiting[0], event, message.payload)


@router.post("/{instance_id}/suspend", status_code=204)
def suspend(caller: CallerGiven, instance_id: Number, why: shapes.Reason) -> None:
    """Hold a case still until it is resumed; `reason` is kept in the history."""
    _halt(caller, instance_id, suspend_instance, why)


@router.post("/{instance_id}/resume", status_code=204)
def resume(caller: CallerGiven, instance_id: Number, why: shapes.Reason) -> None:
    """Let a suspended case go on."""
    _halt(caller, instance_id, resume_instance, why)


@router.post("/{instance_id}/cancel", status_code=204)
def cancel(caller: CallerGiven, instance_id: Number, why: shapes.Reason) -> None:
    """End a case before its time; `reason` is kept in the history."""
    _halt(caller, instance_id, cancel_instance, why)


def _halt(caller: Caller, instance_id: int, change: Callable[..., None], why: shapes.Reason) -> None:
    _case(caller, instance_id)
    rights = case_facts(caller.connection, instance_id)
    assert rights is not None  # the case was read before
    caller.require("case.halt", rights)
    with begin(caller.services) as uow:
        change(uow, instance_id, reason=why.reason, actor=caller.person.person_id, now=caller.now)


def _deliver(
    caller: Caller, instance_id: int, place: facts.OpenSubscription, event: Element | None, payload: dict[str, Any]
) -> None:
    actor, now, correlation = caller.person.person_id, caller.now, place.correlation
    with begin(caller.services) as uow:
        if event is None or not event.form:
            reason = _reason(payload)
            deliver_message(
                uow, place.name, payload=reason, instance_id=instance_id, correlation=correlation, actor=actor, now=now
            )
            return
        deliver_answer(
            uow,
            place.name,
            payload,
            instance_id=instance_id,
            process_id=event.process_id,
            form_id=event.form,
            correlation=correlation,
            actor=actor,
            now=now,
        )


def _reason(payload: dict[str, Any]) -> dict[str, Any]:
    try:
        return shapes.Reason.model_validate(payload).model_dump()
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False)) from error


def _case(caller: Caller, instance_id: int) -> facts.CaseDetail:
    caller.require_sight("case.read", case_facts(caller.connection, instance_id), "instance", instance_id)
    case = facts.case_detail(caller.connection, instance_id)
    assert case is not None  # require_sight refuses what does not exist
    return case


def _line(task: facts.OpenTask) -> dict[str, object]:
    return {name: getattr(task, name) for name in shapes.OpenTask.model_fields}
