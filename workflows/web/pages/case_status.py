"""Suspending (중지), resuming (재개) and cancelling (취소) a case by hand: one page each that asks why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from starlette.responses import Response

from workflows.errors import ReasonMissing
from workflows.queries import case as facts
from workflows.queries.readable_cases import case_facts
from workflows.runtime import UnitOfWork, begin
from workflows.use_cases.cancel_instance import cancel_instance
from workflows.use_cases.resume_instance import resume_instance
from workflows.use_cases.suspend_instance import suspend_instance
from workflows.web.endpoint import Address
from workflows.web.visit import Visit


class UseCase(Protocol):
    """What all three are."""

    def __call__(self, uow: UnitOfWork, instance_id: int, *, reason: str, actor: int, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a case's status, and the statuses in which it makes sense."""

    do: UseCase
    of: frozenset[str]


CHANGES: Mapping[str, Change] = {
    "suspend": Change(suspend_instance, frozenset({"running"})),
    "resume": Change(resume_instance, frozenset({"suspended"})),
    "cancel": Change(cancel_instance, frozenset({"running", "suspended"})),
}
"""Name in the address → what it does."""


def changes_for(visit: Visit, case: facts.CaseDetail) -> list[str]:
    """Name the changes that the visitor may make to a case as it stands."""
    rights = case_facts(visit.connection, case.instance_id)
    if rights is None or not visit.may("case.halt", rights):
        return []
    return [name for name, change in CHANGES.items() if case.status in change.of]


def ask(name: str, visit: Visit) -> Response:
    """Say what the change means and ask for the reason."""
    return _page(visit, name, _case(visit))


def change(name: str, visit: Visit) -> Response:
    """Make the change."""
    case, reason = _case(visit), visit.field("reason")
    try:
        with begin(visit.services) as uow:
            CHANGES[name].do(uow, case.instance_id, reason=reason, actor=visit.person.person_id, now=visit.now)
    except ReasonMissing as refusal:
        return _page(visit, name, case, status=422, refusal=refusal.text(visit.language))
    return visit.redirect(f"/cases/{case.instance_id}", name)


def _case(visit: Visit) -> facts.CaseDetail:
    number = visit.number("instance_id")
    rights = case_facts(visit.connection, number)
    visit.require_sight("case.read", rights, "instance", number)
    case = facts.case_detail(visit.connection, number)
    assert rights is not None and case is not None  # require_sight refuses what does not exist
    visit.require("case.halt", rights)
    return case


def _page(visit: Visit, name: str, case: facts.CaseDetail, *, status: int = 200, refusal: str = "") -> Response:
    return visit.page(
        "case_status.html",
        status=status,
        change=name,
        case=case,
        refusal=refusal,
        tasks=facts.open_tasks(visit.connection, case.instance_id),
        timers=len(facts.timers(visit.connection, case.instance_id)),
    )


def _addresses(name: str) -> tuple[Address, Address]:
    path = f"/cases/{{instance_id:number}}/{name}"
    return Address(path, partial(ask, name), "case.list"), Address(path, partial(change, name), "case.list", "POST")


ADDRESSES = tuple(address for name in CHANGES for address in _addresses(name))
