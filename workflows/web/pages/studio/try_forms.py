"""The real forms in a dry run: of the start, of a task, of a message, filled in as one of the pretend people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from bpmn.examples import Finish, Send, Start, story_text
from workflows.clock import city_date
from workflows.errors import AnswerRefused
from workflows.queries import case as facts
from workflows.queries.clauses import clauses
from workflows.queries.elements import Element, all_elements, receiving, start_elements
from workflows.queries.task import task_detail
from workflows.rehearsal.pretend_files import PRETEND, pretend, provide, told
from workflows.rehearsal.replay import REFUSALS, StepNotOpen, open_work
from workflows.runtime import begin
from workflows.web.answer import AnswerForm
from workflows.web.pages.studio.frame import process_of, studio_page, studio_words
from workflows.web.pages.studio.stage import Stage
from workflows.web.pages.task import instructions, task_form
from workflows.web.submitted import Deed
from workflows.web.visit import Visit

Values = Mapping[str, Any]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Asked:
    """One form put to one person: where it goes, what it carries along, and what its answer does."""

    kind: str
    title: str
    by: str
    carried: Mapping[str, str]
    form: Callable[[Visit], AnswerForm | None]
    do: Callable[[Stage, Values], None]
    about: Callable[[Visit], str] = lambda _twin: ""
    clauses: tuple[str, ...] = ()
    before: Values | None = None
    """What was answered in a story that is told otherwise from here on."""


def asked_start(stage: Stage, by: str, event: str, before: Values | None = None) -> Asked:
    """Give the form of a start event; a person answers it, nobody does where a clock or a message starts the case."""
    element = next((each for each in start_elements(stage.bundle) if event in ("", each.element)), None)
    form_id = element.form if element else ""

    def form(twin: Visit) -> AnswerForm | None:
        return AnswerForm.blank(twin, stage.bundle, stage.bundle.process_id, form_id, {}) if form_id else None

    def do(on: Stage, values: Values) -> None:
        on.tell(on.story.begun(Start(by, values, event)))
        if on.stopped is not None:
            raise on.stopped.refusal

    visit = stage.visit
    name = (element.name(visit.language) if element else "") or event
    return Asked("start", name, by, {"event": event}, form, do, clauses=_basis(element), before=before)


def asked_task(stage: Stage, number: int, by: str, before: Values | None = None) -> Asked:
    """Give the form of an open task; raises StepNotOpen."""
    with stage.seen_by(by) as twin:
        work = _at(open_work(twin.connection, stage.case), number)
        task = task_detail(twin.connection, work.task_id, city_date(twin.now))
    if task is None:
        raise StepNotOpen

    def form(twin: Visit) -> AnswerForm | None:
        return task_form(twin, task) if task.form else None

    def do(on: Stage, values: Values) -> None:
        on.go_on(Finish(work.element, by, values, work.index))

    title, carried = task.name(stage.visit.language), {"task": str(number)}
    return Asked(
        "task", title, by, carried, form, do, lambda twin: instructions(twin, task), tuple(task.clauses), before
    )


def asked_message(stage: Stage, number: int, by: str, before: Values | None = None) -> Asked:
    """Give the form of the event that takes a message; raises StepNotOpen."""
    with stage.seen_by(by) as twin:
        waiting = _at(facts.receptions(twin.connection, stage.case), number)
        state = facts.state(twin.connection, stage.case)
    event = receiving(all_elements(stage.bundle), waiting.element, waiting.name)
    form_id, process_id = (event.form, event.process_id) if event else ("", "")

    def form(twin: Visit) -> AnswerForm | None:
        if not form_id:
            return None
        seen = twin.services.engine.values(stage.bundle, state)
        return AnswerForm.blank(twin, stage.bundle, process_id, form_id, seen)

    def do(on: Stage, values: Values) -> None:
        on.go_on(Send(waiting.name, waiting.correlation, values, by))

    title = (event.name(stage.visit.language) if event else "") or waiting.name
    return Asked("message", title, by, {"message": str(number)}, form, do, clauses=_basis(event), before=before)


def ask(stage: Stage, asked: Asked, then: Callable[[Stage], Response]) -> Response:
    """Show the form, redraw it, or do what it asks for and go `then` on."""
    visit, deed = stage.visit, Deed.read(stage.visit.field("do"))
    _bring_files(stage, asked.by)
    with stage.seen_by(asked.by) as twin:
        form = asked.form(twin)
        if not visit.field("key"):
            return _page(stage, asked, twin, _again(stage, asked, form))
        if form is not None:
            form = _received(stage, form, twin, deed)
            if form.errors or deed.verb != "finish":
                return _page(stage, asked, twin, form, status=422 if form.errors else 200)
        try:
            asked.do(stage, _answer(twin, form))
        except AnswerRefused as refusal:
            refused = form.refused(refusal.errors, visit.language) if form else None
            return _page(stage, asked, twin, refused, status=422)
        except REFUSALS as refusal:
            return _page(stage, asked, twin, form, status=422, refusal=refusal.text(visit.language))
    return then(stage)


def _again(stage: Stage, asked: Asked, form: AnswerForm | None) -> AnswerForm | None:
    """Put in what was answered before, where a step is told otherwise."""
    if form is None or asked.before is None:
        return form
    with begin(stage.city.services) as uow:
        return form.filled(provide(uow, asked.before, actor=_actor(form.visit), now=form.visit.now))


def _received(stage: Stage, form: AnswerForm, twin: Visit, deed: Deed) -> AnswerForm:
    """Take in what the browser sent; files that came with it are known by their names from now on."""
    received = form.received(twin, deed, stage.case or None)
    with begin(stage.city.services) as uow:
        named = told(uow.connection, received.typed)
        for upload_id in sorted(_strange(received.typed, named)):
            pretend(uow, upload_id)
        return received.filled(provide(uow, named, actor=_actor(twin), now=twin.now))


def _answer(twin: Visit, form: AnswerForm | None) -> Values:
    if form is None:
        return {}
    with begin(twin.services) as uow:
        return {name: value for name, value in told(uow.connection, form.typed).items() if value is not None}


def _strange(typed: Any, named: Any) -> set[str]:
    """Find the ids of files among the values: what has another name."""
    if isinstance(typed, Mapping):
        return {found for name, each in typed.items() for found in _strange(each, named[name])}
    if isinstance(typed, list | tuple):
        return {found for mine, theirs in zip(typed, named, strict=True) for found in _strange(mine, theirs)}
    return {typed} if isinstance(typed, str) and typed != named and not typed.startswith("pretend-") else set()


def _bring_files(stage: Stage, by: str) -> None:
    """Store what the form of this page has attached already, so that it can be kept."""
    names = [f"{PRETEND}{each}" for each in stage.visit.form.getlist("attached") if isinstance(each, str)]
    if names:
        with stage.seen_by(by) as twin, begin(stage.city.services) as uow:
            provide(uow, {"attached": names}, actor=_actor(twin), now=twin.now)


def _actor(twin: Visit) -> int:
    return twin.person.person_id


def _page(
    stage: Stage, asked: Asked, twin: Visit, form: AnswerForm | None, *, status: int = 200, refusal: str = ""
) -> Response:
    visit = stage.visit
    values = {
        "form": form.draw() if form else AnswerForm.empty(),
        "form_url": f"/studio/{process_of(visit)}/try/{asked.kind}",
        "key": "asked",
        "carried": _carried(stage, asked, form),
        "may_save": False,
        "draft_at": None,
        "upload_limit": visit.services.settings.upload_limit,
        "submit_label": studio_words(visit)("try.finish", name=_name(twin, asked)),
    }
    if visit.is_partial and form is not None:
        return HTMLResponse(visit.render("parts/answer.html", **values), status)
    return studio_page(
        visit,
        "try",
        "try_form.html",
        status=status,
        heading=asked.title,
        who=_name(twin, asked),
        pretend_now=twin.now,
        about=asked.about(twin),
        clauses=clauses(asked.clauses),
        story=story_text(stage.story),
        path=stage.path,
        started=bool(stage.case),
        refusal=refusal,
        **values,
    )


def _name(twin: Visit, asked: Asked) -> str:
    return twin.viewer.name(twin.language) if twin.viewer else asked.by


def _carried(stage: Stage, asked: Asked, form: AnswerForm | None) -> Markup:
    """Give what the form sends along: the story, whose form it is, and the names of the files it holds."""
    shown = {"story": story_text(stage.story), "who": asked.by, "path": ",".join(stage.path), **asked.carried}
    with stage.city.looking() as connection:  # a fresh look: a file of this request may just have been stored
        files = _attached(told(connection, form.typed)) if form else []
    pairs = [*shown.items(), *(("attached", each) for each in files)]
    return Markup("").join(Markup('<input type="hidden" name="{}" value="{}">').format(*each) for each in pairs)


def _attached(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [found for each in value.values() for found in _attached(each)]
    if isinstance(value, list | tuple):
        return [found for each in value for found in _attached(each)]
    return [value.removeprefix(PRETEND)] if isinstance(value, str) and value.startswith(PRETEND) else []


def _at(things: tuple[Thing, ...], number: int) -> Thing:
    if not 0 <= number < len(things):
        raise StepNotOpen
    return things[number]


def _basis(element: Element | None) -> tuple[str, ...]:
    return element.clauses if element else ()
