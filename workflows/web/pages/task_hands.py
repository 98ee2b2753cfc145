"""Who does a task (할 일): taking it, giving it back, passing it on."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.responses import Response

from workflows.clock import city_date
from workflows.errors import NotAColleague, ReasonMissing
from workflows.instances.open_task import Guard
from workflows.queries.task import TaskDetail
from workflows.queries.task_facts import task_facts
from workflows.rights import Action
from workflows.runtime import begin
from workflows.use_cases.claim_user_task import claim_user_task
from workflows.use_cases.delegate_user_task import delegate_user_task
from workflows.use_cases.release_user_task import release_user_task
from workflows.web.endpoint import Address
from workflows.web.pages.task import page, takers, visible_task
from workflows.web.visit import Visit


def claim(visit: Visit) -> Response:
    """Take the task for oneself."""
    task = visible_task(visit)
    visit.require("task.claim", task.facts)
    with begin(visit.services) as uow:
        claim_user_task(
            uow, task.task_id, actor=visit.person.person_id, now=visit.now, may=_still(visit, "task.claim", task)
        )
    return visit.redirect(f"/tasks/{task.task_id}", "claimed")


def release(visit: Visit) -> Response:
    """Give the task back to all candidates, for a lead also out of an absent colleague's hands."""
    task = visible_task(visit)
    visit.require("task.release", task.facts)
    actor, may = visit.person.person_id, _still(visit, "task.release", task)
    try:
        with begin(visit.services) as uow:
            release_user_task(uow, task.task_id, actor=actor, now=visit.now, reason=visit.field("reason"), may=may)
    except ReasonMissing as refusal:
        return page(visit, task, None, status=422, refusal=refusal.text(visit.language))
    if actor in task.facts.candidates:
        return visit.redirect(f"/tasks/{task.task_id}", "released")
    return visit.redirect(f"/cases/{task.instance_id}" if visit.may("case.read", task.facts.case) else "/", "released")


def delegate(visit: Visit) -> Response:
    """Pass the task to somebody who holds its role."""
    task = visible_task(visit)
    visit.require("task.delegate", task.facts)
    actor, may = visit.person.person_id, _still(visit, "task.delegate", task)
    chosen = {str(person_id): person_id for person_id, _ in takers(visit, task)}.get(visit.field("to"))
    try:
        if chosen is None:
            raise NotAColleague
        with begin(visit.services) as uow:
            reason = visit.field("reason")
            delegate_user_task(uow, task.task_id, chosen, actor=actor, now=visit.now, reason=reason, may=may)
    except (NotAColleague, ReasonMissing) as refusal:
        return page(visit, task, None, status=422, refusal=refusal.text(visit.language))
    return visit.redirect("/", "delegated")


def _still(visit: Visit, action: Action, task: TaskDetail) -> Guard:
    """Ask the rights once more when nobody else can change the task any longer."""

    def require(connection: Connection) -> None:
        visit.require(action, task_facts(connection, task.task_id, city_date(visit.now)))

    return require


ADDRESSES = (
    Address("/tasks/{task_id:number}/claim", claim, "page.open", "POST"),
    Address("/tasks/{task_id:number}/release", release, "page.open", "POST"),
    Address("/tasks/{task_id:number}/delegate", delegate, "page.open", "POST"),
)
