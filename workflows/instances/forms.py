"""Forms of published bundles: read once, checked against the case, their answers turned into process data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from bpmn.bundle import Bundle
from bpmn.forms import Form
from workflows.clock import city_date
from workflows.errors import AnswerRefused
from workflows.instances.attachments import attach_files, unfit_files
from workflows.instances.local_jobs import operation, service_context
from workflows.instances.options import Question, allowed
from workflows.instances.titles import name_case
from workflows.services import Services

if TYPE_CHECKING:
    from workflows.instances.open_task import OpenTask
    from workflows.instances.process_instance import ProcessInstance


def form_of(services: Services, bundle: Bundle, process_id: str, form_id: str) -> Form:
    """Give a form of a published bundle."""
    key = (bundle.digest, process_id, form_id)
    form = services.forms.get(key)
    if form is None:
        form = services.forms[key] = Form.read(bundle.form(process_id, form_id), services.functions)
    return form


def checked_answer(
    task: OpenTask, submitted: Mapping[str, Any], seen: Mapping[str, Any], *, actor: int, now: datetime
) -> Mapping[str, Any]:
    """Give what a task's form takes of what was submitted; raises AnswerRefused.

    A task without a form asks for nothing, so nothing enters the data.
    """
    if not task.form:
        return {}
    form = form_of(task.instance.unit.services, task.instance.bundle, task.process_id, task.form)
    return checked(form, task.instance, submitted, seen, actor=actor, now=now)


def checked(
    form: Form,
    instance: ProcessInstance,
    submitted: Mapping[str, Any],
    seen: Mapping[str, Any],
    *,
    actor: int,
    now: datetime,
) -> Mapping[str, Any]:
    """Give the declared, visible, writable fields of what was submitted, typed, its files joined to the case.

    Raises AnswerRefused.
    """
    connection = instance.unit.connection
    answer = form.check(submitted, seen, partial(allowed, Question(connection, seen, city_date(now))), now)
    errors = answer.errors or unfit_files(connection, form.fields, answer.values, actor=actor, instance_id=instance.id)
    if errors:
        raise AnswerRefused(errors)
    attach_files(connection, form.fields, answer.values, actor=actor, instance_id=instance.id)
    name_case(instance, form, answer.values)
    return answer.values


def process_data(
    task: OpenTask, answer: Mapping[str, Any], seen: Mapping[str, Any], *, actor: int, now: datetime
) -> Mapping[str, Any]:
    """Give what of an answer enters the process data.

    That is the answer itself, or, for a form with `x-operation`, only that operation's result: ballots and attendance
    go to their register in the same transaction. The operation gets the answer's fields, and what else it asks for by
    name from what the task sees.
    """
    instance = task.instance
    services = instance.unit.services
    name = operation_of(services, instance.bundle, task)
    if not name:
        return answer
    run = operation(services, name, task.element)
    filled = {name: value for name, value in answer.items() if value is not None}
    parameters = {name: value for name, value in {**seen, **filled}.items() if name in run.types}
    context = service_context(instance, task.process_id, task.element, task.work_id, now=now, actor=actor)
    result = run.run(context, parameters)
    instance.standing = None
    return result


def operation_of(services: Services, bundle: Bundle, task: OpenTask) -> str:
    """Give the operation that takes the answer to its register, empty without one."""
    return form_of(services, bundle, task.process_id, task.form).operation if task.form else ""
