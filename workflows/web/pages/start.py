"""Starting a process: what the visitor may start, and the form of its start event."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from workflows.errors import AnswerRefused, Conflict, NotFound, RegisterRefused
from workflows.queries.clauses import clause, clauses
from workflows.queries.own_parties import own_parties
from workflows.queries.processes import Start, bundle_of, starts
from workflows.runtime import begin
from workflows.use_cases.start_process import Started
from workflows.use_cases.start_with_answer import start_with_answer
from workflows.web.answer import AnswerForm, given_key, new_key
from workflows.web.endpoint import MOST_FILES, Address
from workflows.web.submitted import Deed
from workflows.web.visit import Visit


def show_starts(visit: Visit) -> Response:
    """List what the visitor may start."""
    offered = [
        each for each in starts(visit.services, visit.connection, visit.today) if visit.may("case.start", each.resource)
    ]
    return visit.page("start.html", starts=offered, clause=clause)


def show_start(visit: Visit) -> Response:
    """Show the form of one start event."""
    start = _start(visit)
    return _page(visit, start, _form(visit, start))


def start_case(visit: Visit) -> Response:
    """Start the process with the answer, or redraw the form."""
    start = _start(visit)
    form = _form(visit, start)
    deed = Deed.read(visit.field("do"))
    form = form.received(visit, deed, None) if form else None
    if form is not None and form.errors:
        return _again(visit, start, form, status=422)
    if deed.verb != "finish":
        return _again(visit, start, form)
    spoken_for = _parties(visit, start)
    if len(spoken_for) > 1 and not _chosen(visit, spoken_for):
        return _again(visit, start, form, status=422, refusal=visit.t("start.choose_party"))
    party_id = _chosen(visit, spoken_for)
    try:
        started = _started(visit, start, form, party_id)
    except Conflict:  # the same page sent twice at the same moment: the other has won, and its case is the answer
        started = _started(visit, start, form, party_id)
    except AnswerRefused as refusal:
        assert form is not None  # only a form refuses
        return _again(visit, start, form.refused(refusal.errors, visit.language), status=422)
    except RegisterRefused as refusal:
        return _again(visit, start, form, status=422, refusal=refusal.text(visit.language))
    return visit.redirect(f"/cases/{started.instance_id}", "started")


def _started(visit: Visit, start: Start, form: AnswerForm | None, party_id: int | None) -> Started:
    with begin(visit.services) as uow:
        return start_with_answer(
            uow,
            start.process.process_id,
            form.typed if form else {},
            start_event=start.event.element,
            form_id=start.event.form,
            actor=visit.person.person_id,
            party_id=party_id,
            now=visit.now,
            idempotency_key=given_key(visit, _place(start)),
        )


def _start(visit: Visit) -> Start:
    process_id, element = visit.request.path_params["process_id"], visit.request.path_params["element"]
    for each in starts(visit.services, visit.connection, visit.today):
        if (each.process.process_id, each.event.element) == (process_id, element):
            visit.require("case.start", each.resource)
            return each
    raise NotFound(what="process", id=process_id)


def _form(visit: Visit, start: Start) -> AnswerForm | None:
    if not start.event.form:
        return None
    bundle = bundle_of(visit.services, visit.connection, start.process.definition_id)
    return AnswerForm.blank(visit, bundle, start.process.process_id, start.event.form, {})


def _parties(visit: Visit, start: Start) -> tuple[tuple[int, str], ...]:
    """An applicant applies for a party spoken for; staff start in the city's own name."""
    if "applicant" not in visit.person.roles & start.event.roles:
        return ()
    return own_parties(visit.connection, visit.person.person_id)


def _chosen(visit: Visit, spoken_for: tuple[tuple[int, str], ...]) -> int | None:
    if len(spoken_for) == 1:
        return spoken_for[0][0]
    return next((number for number, _ in spoken_for if str(number) == visit.field("party")), None)


def _again(visit: Visit, start: Start, form: AnswerForm | None, *, status: int = 200, refusal: str = "") -> Response:
    if visit.is_partial and form is not None:
        return HTMLResponse(visit.render("parts/answer.html", **_form_part(visit, start, form)), status)
    return _page(visit, start, form, status=status, refusal=refusal)


def _place(start: Start) -> str:
    return f"/start/{start.process.process_id}/{start.event.element}"


def _form_part(visit: Visit, start: Start, form: AnswerForm | None) -> dict[str, object]:
    address = _place(start)
    spoken_for = _parties(visit, start)
    return {
        "parties": spoken_for if len(spoken_for) > 1 else (),
        "party": _chosen(visit, spoken_for),
        "form": form.draw() if form else AnswerForm.empty(),
        "form_url": address,
        "key": given_key(visit, address) or new_key(visit, address),
        "may_save": False,
        "draft_at": None,
        "upload_limit": visit.services.settings.upload_limit,
        "submit_label": visit.t("start.submit"),
    }


def _page(visit: Visit, start: Start, form: AnswerForm | None, *, status: int = 200, refusal: str = "") -> Response:
    return visit.page(
        "start_form.html",
        status=status,
        start=start,
        title=form.title if form else start.event.name(visit.language),
        clauses=clauses(start.event.clauses),
        refusal=refusal,
        **_form_part(visit, start, form),
    )


ADDRESSES = (
    Address("/start", show_starts, "page.open"),
    Address("/start/{process_id}/{element}", show_start, "page.open"),
    Address("/start/{process_id}/{element}", start_case, "page.open", "POST", MOST_FILES),
)
