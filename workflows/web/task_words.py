"""What a task's page says of it: whether it moves, why it can or cannot be done, who was faster."""

from __future__ import annotations

from workflows.errors import AlreadyDone, JoryeError
from workflows.queries.names import names_of
from workflows.queries.task import TaskDetail
from workflows.rights import decide
from workflows.web.visit import Visit


def is_moving(task: TaskDetail) -> bool:
    """Tell whether the case goes on: in a suspended one nothing is finished and nothing changes hands."""
    return task.case_status != "suspended"


def others_may_do(task: TaskDetail) -> bool:
    """Tell whether anybody but its holder would find the task in their list again."""
    return bool(task.facts.candidates - {task.assignee_id})


def standing(visit: Visit, task: TaskDetail) -> str:
    """Say why the visitor may or may not finish the task, or how it ended."""
    if not is_moving(task):
        return visit.t("task.suspended")
    if task.facts.is_open:
        return decide(visit.person.subject, "task.finish", task.facts, visit.context).text(visit.language)
    closed = visit.t(f"task.closed_{task.status}")
    if task.completed_by is None or task.closed_at is None:
        return closed
    name = names_of(visit.connection, [task.completed_by])[task.completed_by](visit.language)
    return f"{closed} {visit.t('task.closed_by', name=name, at=visit.moment(task.closed_at))}"


def faster(visit: Visit, late: JoryeError) -> str:
    """Say who was faster and when, where somebody was."""
    if not isinstance(late, AlreadyDone) or late.by is None or late.at is None:
        return late.text(visit.language)
    name = names_of(visit.connection, [late.by])[late.by](visit.language)
    return visit.t("conflict.text", name=name, at=visit.moment(late.at))
