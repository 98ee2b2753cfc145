"""One task (할 일): what it is, what it rests on, and the form to finish it."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from bpmn.bundle import Bundle
from bpmn.expressions import compile_template
from workflows.clock import CITY, city_date
from workflows.errors import (
    AlreadyDone,
    AnswerRefused,
    InstanceNotRunning,
    JoryeError,
    KeyUsedForAnother,
    NoLongerOpen,
    RegisterRefused,
)
from workflows.http.status import status_of
from workflows.queries.clauses import clause, clauses
from workflows.queries.colleagues import colleagues
from workflows.queries.elements import all_elements
from workflows.queries.names import names_of
from workflows.queries.processes import bundle_of
from workflows.queries.task import TaskDetail, saved_draft, task_detail
from workflows.rights import decide
from workflows.runtime import begin
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.save_draft import save_draft
from workflows.web.answer import AnswerForm, given_key, new_key, readable_answers, was_shown
from workflows.web.endpoint import MOST_FILES, Address
from workflows.web.pages.documents import readable_documents
from workflows.web.submitted import Deed, read_form
from workflows.web.task_words import faster, is_moving, others_may_do, standing
from workflows.web.visit import Visit


def show_task(visit: Visit) -> Response:
    """Show a task; whoever may finish it gets the form, with an earlier draft brought back."""
    task = visible_task(visit)
    draft = saved_draft(visit.connection, task.task_id, visit.person.person_id)
    form = task_form(visit, task) if task.form and is_moving(task) and visit.may("task.finish", task.facts) else None
    if form is not None and draft is not None:
        form = form.filled(draft.submitted)
    return page(visit, task, form, draft_at=draft.saved_at if draft else None)


def answer_task(visit: Visit) -> Response:
    """Finish the task, keep a draft, or redraw the form after a row was added or a condition changed."""
    task = _shown_task(visit)
    form = task_form(visit, task) if task.form else None
    if task.facts.is_open and not visit.may("task.finish", task.facts):
        return _no_longer_theirs(visit, task, form)
    deed = Deed.read(visit.field("do"))
    if form is not None:
        form = form.received(visit, deed, task.instance_id)
    if deed.verb == "save":
        return _save(visit, task, form)
    if form is not None and form.errors:
        return _again(visit, task, form, status=422)
    if deed.verb != "finish":
        return _again(visit, task, form)
    return _finish(visit, task, form)


def visible_task(visit: Visit) -> TaskDetail:
    """Give the task of the address; raises NotFound for who may not see it."""
    number = visit.number("task_id")
    task = task_detail(visit.connection, number, city_date(visit.now))
    visit.require_sight("task.read", task.facts if task else None, "task", number)
    assert task is not None  # require_sight refuses what does not exist
    return task


def _shown_task(visit: Visit) -> TaskDetail:
    """A task may be finished by a colleague while its form is open: who was shown the form hears about it."""
    number = visit.number("task_id")
    task = task_detail(visit.connection, number, city_date(visit.now))
    if task is not None and not task.facts.is_open and was_shown(visit, _place(number)):
        return task
    return visible_task(visit)


def _place(task_id: int) -> str:
    return f"/tasks/{task_id}"


def task_form(visit: Visit, task: TaskDetail) -> AnswerForm:
    """Give the blank form of a task that has one."""
    return AnswerForm.blank(visit, _bundle(visit, task), task.process_id, task.form, _case_values(visit, task))


def _bundle(visit: Visit, task: TaskDetail) -> Bundle:
    return bundle_of(visit.services, visit.connection, task.definition_id)


def _case_values(visit: Visit, task: TaskDetail) -> dict[str, object]:
    """What an open task sees; for a closed one, whose place in the process is gone, what the case knows now."""
    engine, bundle = visit.services.engine, _bundle(visit, task)
    if task.facts.is_open:
        return {**engine.seen_by(bundle, task.state, task.work_id), **task.local_values}
    return {**engine.values(bundle, task.state), **task.local_values}


def _save(visit: Visit, task: TaskDetail, form: AnswerForm | None) -> Response:
    _keep(visit, task, form)
    if visit.is_partial:
        refused = next(iter(form.errors.values()), "") if form else ""
        shown = refused or visit.t("task.saved", at=f"{visit.now.astimezone(CITY):%H:%M}")
        return HTMLResponse(visit.render("parts/saved.html", text=shown))
    if form is not None and form.errors:
        return _again(visit, task, form, status=422)
    return visit.redirect(f"/tasks/{task.task_id}", "saved")


def _keep(visit: Visit, task: TaskDetail, form: AnswerForm | None) -> None:
    """Keep what was typed and uploaded as a draft: whoever is refused may go away and come back to it."""
    with begin(visit.services) as uow:
        save_draft(uow, task.task_id, form.typed if form else {}, actor=visit.person.person_id, now=visit.now)


def _finish(visit: Visit, task: TaskDetail, form: AnswerForm | None) -> Response:
    person_id = visit.person.person_id
    try:
        with begin(visit.services) as uow:
            done = complete_user_task(
                uow,
                task.task_id,
                form.typed if form else {},
                actor=person_id,
                now=visit.now,
                idempotency_key=given_key(visit, _place(task.task_id)),
            )
    except AnswerRefused as refusal:
        assert form is not None  # only a form refuses
        _keep(visit, task, form)
        return _again(visit, task, form.refused(refusal.errors, visit.language), status=422)
    except RegisterRefused as refusal:
        _keep(visit, task, form)
        return _again(visit, task, form, refusal=refusal.text(visit.language), status=422)
    except (AlreadyDone, NoLongerOpen, KeyUsedForAnother, InstanceNotRunning) as late:
        return page(visit, task, form, conflict=faster(visit, late), status=409)
    except JoryeError as other:
        return _again(visit, task, form, refusal=other.text(visit.language), status=status_of(other))
    if done.status == "running":
        return visit.redirect("/", "task")
    return visit.redirect(f"/cases/{done.instance_id}", "task")


def _no_longer_theirs(visit: Visit, task: TaskDetail, form: AnswerForm | None) -> Response:
    """A colleague took the task while its form was open: whoever was shown the form gets back what was typed."""
    if form is None or not was_shown(visit, _place(task.task_id)):
        visit.require("task.finish", task.facts)
    typed = form.filled(read_form(form.document, visit.form, lambda _path, _file: None)) if form else None
    reason = decide(visit.person.subject, "task.finish", task.facts, visit.context).text(visit.language)
    return page(visit, task, typed, conflict=reason, status=409)


def _again(
    visit: Visit, task: TaskDetail, form: AnswerForm | None, *, status: int = 200, refusal: str = ""
) -> Response:
    if visit.is_partial and form is not None:
        words = visit.render("parts/answer.html", **_form_part(visit, task, form))
        return HTMLResponse(words, status)
    return page(visit, task, form, status=status, refusal=refusal)


def _form_part(visit: Visit, task: TaskDetail, form: AnswerForm | None) -> dict[str, object]:
    drawn = form.draw() if form else AnswerForm.empty()
    return {
        "form": drawn,
        "form_url": f"/tasks/{task.task_id}",
        "key": given_key(visit, _place(task.task_id)) or new_key(visit, _place(task.task_id)),
        "may_save": True,
        "draft_at": None,
        "upload_limit": visit.services.settings.upload_limit,
        "submit_label": visit.t("task.finish" if drawn.sections else "task.finish_plain"),
    }


def page(
    visit: Visit,
    task: TaskDetail,
    form: AnswerForm | None,
    *,
    status: int = 200,
    conflict: str = "",
    refusal: str = "",
    draft_at: object = None,
) -> Response:
    """Draw the page: with the form as it was typed, and why something was refused or somebody was faster."""
    facts, person_id = task.facts, visit.person.person_id
    may_finish = not conflict and is_moving(task) and visit.may("task.finish", facts)
    typed = form.readable() if form and conflict else _given_answer(visit, task)
    holder = names_of(visit.connection, [task.assignee_id]).get(task.assignee_id or 0)
    return visit.page(
        "task.html",
        status=status,
        task=task,
        conflict=conflict,
        refusal=refusal,
        instructions=instructions(visit, task) if facts.is_open else "",
        late=task.due_at is not None and facts.is_open and task.due_at <= visit.now,
        due_clause=clause(task.due_clause) if task.due_clause else None,
        clauses=clauses(task.clauses),
        typed=typed,
        standing=standing(visit, task),
        may_finish=may_finish,
        may_claim=is_moving(task)
        and visit.may("task.claim", facts)
        and task.assignee_id is None
        and len(facts.candidates) > 1,
        may_release=is_moving(task)
        and task.assignee_id is not None
        and visit.may("task.release", facts)
        and others_may_do(task),
        of_another=task.assignee_id not in (None, person_id),
        may_read_case=visit.may("case.read", facts.case),
        colleagues=takers(visit, task) if is_moving(task) and visit.may("task.delegate", facts) else [],
        answers=readable_answers(visit, facts.case),
        documents=readable_documents(visit, facts.case)[::-1],
        claimed_by=holder(visit.language) if holder and task.assignee_id != person_id else "",
        **_form_part(visit, task, form) | {"draft_at": draft_at},
    )


def _given_answer(visit: Visit, task: TaskDetail) -> list[tuple[str, list[str]]]:
    if not task.answer or not task.form:
        return []
    bundle, case = _bundle(visit, task), _case_values(visit, task)
    return AnswerForm.answered(
        visit, bundle, task.process_id, task.form, task.answer, case, task.instance_id
    ).readable()


def instructions(visit: Visit, task: TaskDetail) -> str:
    """Fill in what the diagram says above the task's form; empty where it says nothing."""
    element = all_elements(_bundle(visit, task)).get((task.process_id, task.element))
    text = element.instructions(visit.language) if element else ""
    if not text:
        return ""
    return compile_template(text, visit.services.functions)(_case_values(visit, task), visit.now)


def takers(visit: Visit, task: TaskDetail) -> list[tuple[int, str]]:
    """Give ids and names of those to whom the visitor may pass the task."""
    found = colleagues(
        visit.connection,
        task.facts.role,
        city_date(visit.now),
        without=task.facts.barred | {visit.person.person_id, task.assignee_id or 0},
    )
    return [(person_id, name(visit.language)) for person_id, name in found.items()]


ADDRESSES = (
    Address("/tasks/{task_id:number}", show_task, "page.open"),
    Address("/tasks/{task_id:number}", answer_task, "page.open", "POST", MOST_FILES),
)
