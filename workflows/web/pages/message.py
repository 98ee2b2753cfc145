"""One request to a case (취하, 변경 신청 …): the form of the event that receives it, or a reason where it has none."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import HTMLResponse, Response

from workflows.clock import city_date
from workflows.errors import AnswerRefused, NotFound, RegisterRefused
from workflows.queries import case as facts
from workflows.queries.clauses import clauses
from workflows.queries.elements import Element, all_elements, receiving
from workflows.queries.processes import bundle_of
from workflows.queries.readable_cases import case_facts
from workflows.queries.task_facts import task_facts
from workflows.rights import Reception
from workflows.runtime import begin, read
from workflows.use_cases.deliver_answer import deliver_answer
from workflows.use_cases.deliver_message import deliver_message
from workflows.web.answer import AnswerForm, given_key, new_key
from workflows.web.endpoint import MOST_FILES, Address
from workflows.web.submitted import Deed
from workflows.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Request:
    """A message that the case waits for, with the event that receives it; `form` is None where it asks a reason."""

    case: facts.CaseDetail
    subscription: facts.OpenSubscription
    event: Element | None
    form: AnswerForm | None

    @property
    def address(self) -> str:
        """Give the address of its page."""
        return f"/cases/{self.case.instance_id}/messages/{self.subscription.subscription_id}"

    def name(self, visit: Visit) -> str:
        """Give what the request is called."""
        return (self.event.name(visit.language) if self.event else "") or self.subscription.name


def show_message(visit: Visit) -> Response:
    """Show what the request asks for."""
    return _page(visit, _request(visit))


def send_message(visit: Visit) -> Response:
    """Send the request; whoever finds the next task in the own hands is led to it."""
    request = _request(visit)
    form, deed = request.form, Deed.read(visit.field("do"))
    if form is not None:
        form = form.received(visit, deed, request.case.instance_id)
        if form.errors:
            return _page(visit, request, form, status=422)
        if deed.verb != "finish":
            return _page(visit, request, form)
    try:
        _deliver(visit, request, form)
    except AnswerRefused as refusal:
        assert form is not None  # only a form refuses
        return _page(visit, request, form.refused(refusal.errors, visit.language), status=422)
    except RegisterRefused as refusal:
        return _page(visit, request, form, status=422, refusal=refusal.text(visit.language))
    return visit.redirect(_next(visit, request.case.instance_id), "sent")


def reception(visit: Visit, instance_id: int, name: str, event: Element | None) -> Reception:
    """Give a waiting message as the rights see it."""
    case = case_facts(visit.connection, instance_id)
    assert case is not None  # the case was read before
    return Reception(case, name, event.roles if event else frozenset())


def _request(visit: Visit) -> Request:
    number, chosen = visit.number("instance_id"), visit.number("subscription_id")
    visit.require_sight("case.read", case_facts(visit.connection, number), "instance", number)
    case = facts.case_detail(visit.connection, number)
    assert case is not None  # require_sight refuses what does not exist
    waiting = {each.subscription_id: each for each in facts.receptions(visit.connection, number)}
    if chosen not in waiting:
        raise NotFound(what="message", id=chosen)
    each = waiting[chosen]
    bundle = bundle_of(visit.services, visit.connection, case.definition_id)
    event = receiving(all_elements(bundle), each.element, each.name)
    visit.require("case.message", reception(visit, number, each.name, event))
    form = None
    if event is not None and event.form:
        values = visit.services.engine.values(bundle, facts.state(visit.connection, number))
        form = AnswerForm.blank(visit, bundle, event.process_id, event.form, values)
    return Request(case, each, event, form)


def _deliver(visit: Visit, request: Request, form: AnswerForm | None) -> None:
    each, event, number = request.subscription, request.event, request.case.instance_id
    with begin(visit.services) as uow:
        if form is not None and event is not None:
            deliver_answer(
                uow,
                each.name,
                form.typed,
                instance_id=number,
                process_id=event.process_id,
                form_id=event.form,
                actor=visit.person.person_id,
                now=visit.now,
                correlation=each.correlation,
            )
        else:
            deliver_message(
                uow,
                each.name,
                now=visit.now,
                correlation=each.correlation,
                payload={"reason": visit.field("reason")},
                actor=visit.person.person_id,
                instance_id=number,
            )


def _next(visit: Visit, instance_id: int) -> str:
    """A request that opened a task for its sender leads there."""
    today = city_date(visit.now)
    with read(visit.services) as connection:
        for task in facts.open_tasks(connection, instance_id):
            if task.opened_at == visit.now and visit.may("task.finish", task_facts(connection, task.task_id, today)):
                return f"/tasks/{task.task_id}"
    return f"/cases/{instance_id}"


def _page(
    visit: Visit, request: Request, form: AnswerForm | None = None, *, status: int = 200, refusal: str = ""
) -> Response:
    form = form or request.form
    values = {
        "form": form.draw() if form else AnswerForm.empty(),
        "form_url": request.address,
        "key": given_key(visit, request.address) or new_key(visit, request.address),
        "may_save": False,
        "draft_at": None,
        "upload_limit": visit.services.settings.upload_limit,
        "submit_label": visit.t("case.send", action=request.name(visit)),
    }
    if visit.is_partial and form is not None:
        return HTMLResponse(visit.render("parts/answer.html", **values), status)
    return visit.page(
        "message.html",
        status=status,
        case=request.case,
        name=request.name(visit),
        asks_reason=form is None,
        reason=visit.field("reason"),
        refusal=refusal,
        clauses=clauses(request.event.clauses if request.event else ()),
        **values,
    )


_ADDRESS = "/cases/{instance_id:number}/messages/{subscription_id:number}"

ADDRESSES = (
    Address(_ADDRESS, show_message, "case.list"),
    Address(_ADDRESS, send_message, "case.list", "POST", MOST_FILES),
)
