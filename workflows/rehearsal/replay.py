"""Lets a story happen in a throw-away city, each step as a person does it on the pages, and tells what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select

import messages
from bpmn.bundle import Bundle
from bpmn.engine.errors import EngineError
from bpmn.examples import Example, Finish, Outcome, Send, StepTold, Story, Wait
from bpmn.play.outcome import plain
from messages import Language
from tasks.documents.plain import plain as written_out
from tasks.registers import parties, people
from tasks.registers.guard import GuardError
from workflows.clock import city_date
from workflows.errors import JoryeError
from workflows.instances.bundles import published_bundle
from workflows.queries.case import receptions
from workflows.queries.documents import case_documents, letter_of
from workflows.queries.elements import Element, all_elements, called_id, receiving
from workflows.queries.history import history
from workflows.queries.processes import bundle_of
from workflows.records.instance import instance
from workflows.records.user_task import user_task
from workflows.rehearsal.city import RehearsalCity, rehearsal
from workflows.rehearsal.furnish import arrange
from workflows.rehearsal.pretend_files import provide, told
from workflows.runtime import begin
from workflows.use_cases.complete_user_task import complete_user_task
from workflows.use_cases.deliver_answer import deliver_answer
from workflows.use_cases.deliver_message import deliver_message
from workflows.use_cases.start_process import start_process
from workflows.use_cases.start_with_answer import start_with_answer

REFUSALS = (JoryeError, EngineError, GuardError)
"""What tells a person that a step cannot be done."""
A_MOMENT = timedelta(seconds=1)
"""What a deed takes: registers tell two deeds of the same kind apart by when they happened."""


class StepNotOpen(JoryeError):  # noqa: N818  # named for what the step is
    """The task or message of a step is not waited for where the story stands."""

    def text(self, language: Language = "ko") -> str:
        """Say where the story can go on."""
        return messages.text("examples.step_not_open", language)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A step that could not be done: its number (the start is 0) and why, as the person would have been told."""

    step: int
    refusal: JoryeError | EngineError | GuardError


@dataclass(frozen=True, slots=True)
class Replayed:
    """A story that happened as far as it could; `instance_id` is 0 when not even its start could be done."""

    city: RehearsalCity
    instance_id: int
    stopped: Stopped | None = None


def replay_example(bundle: Bundle, example: Example, language: Language = "ko") -> Outcome:
    """Let an example happen with this version of its process, and tell what came of it."""
    with rehearsal(bundle, example.story.at) as city:
        return outcome(replay(city, bundle, example.story), language)


def replay(city: RehearsalCity, bundle: Bundle, story: Story) -> Replayed:
    """Let a story happen from its start; stops at the first step that is refused."""
    city.pass_to(story.at)
    try:
        with begin(city.services) as uow:
            arrange(uow.connection, story.given, city_date(city.clock.now()))
        case = _start(city, bundle, story)
    except REFUSALS as refusal:
        return Replayed(city, 0, Stopped(0, refusal))
    for number, step in enumerate(story.steps, 1):
        try:
            take(city, case, step)
        except REFUSALS as refusal:
            return Replayed(city, case, Stopped(number, refusal))
    return Replayed(city, case)


def _start(city: RehearsalCity, bundle: Bundle, story: Story) -> int:
    start = story.start
    begins = city.services.engine.load(bundle).starts(start.event)
    element = begins[0].facts.element if begins else ""
    drawn = all_elements(bundle).get((bundle.process_id, element))
    with begin(city.services) as uow:
        actor = people.by_login(uow.connection, start.by).id if start.by else None
        if actor is not None and drawn is not None and drawn.form:
            answer = provide(uow, start.values, actor=actor, now=city.clock.now())
            own = parties.parties_of(uow.connection, actor)
            started = start_with_answer(
                uow, bundle.process_id, answer, start_event=element, form_id=drawn.form, actor=actor,
                party_id=own[0].id if own else None, now=city.clock.now(),
            )  # fmt: skip
        else:
            started = start_process(
                uow, bundle.process_id, start.values, actor=actor, start_event=start.event, now=city.clock.now()
            )
    _let_a_moment_pass(city)
    return started.instance_id


@dataclass(frozen=True, slots=True)
class Work:
    """An open task as a story names it: `index` counts those of the same element."""

    task_id: int
    element: str
    index: int


def open_work(connection: Connection, case: int) -> tuple[Work, ...]:
    """List the open tasks of a case in the order in which they opened."""
    waiting = select(user_task.c.id, user_task.c.element).where(
        user_task.c.instance_id == case, user_task.c.status == "open"
    )
    rows = connection.execute(waiting.order_by(user_task.c.work_id)).all()
    before: Counter[str] = Counter()
    found = []
    for row in rows:
        found.append(Work(row.id, row.element, before[row.element]))
        before[row.element] += 1
    return tuple(found)


def take(city: RehearsalCity, case: int, step: StepTold) -> None:
    """Do one step; raises JoryeError when it is refused."""
    if isinstance(step, Wait):
        city.pass_to(step.until)
        return
    if isinstance(step, Finish):
        _finish(city, case, step)
    else:
        _send(city, case, step)
    _let_a_moment_pass(city)


def _let_a_moment_pass(city: RehearsalCity) -> None:
    """Do what a deed brings about; the next one happens a moment later."""
    city.settle()
    city.pass_to(city.clock.now() + A_MOMENT)


def _finish(city: RehearsalCity, case: int, step: Finish) -> None:
    with begin(city.services) as uow:
        found = [each.task_id for each in open_work(uow.connection, case) if each.element == step.element]
        if len(found) <= step.index:
            raise StepNotOpen
        actor = people.by_login(uow.connection, step.by).id
        answer = provide(uow, step.values, actor=actor, now=city.clock.now())
        complete_user_task(uow, found[step.index], answer, actor=actor, now=city.clock.now())


def _send(city: RehearsalCity, case: int, step: Send) -> None:
    event = _receiving(city, case, step) if step.by else None
    with begin(city.services) as uow:
        actor = people.by_login(uow.connection, step.by).id if step.by else None
        now = city.clock.now()
        if actor is None or event is None or not event.form:
            deliver_message(
                uow, step.name, correlation=step.correlation, payload=step.payload, actor=actor, instance_id=case,
                now=now,
            )  # fmt: skip
            return
        answer = provide(uow, step.payload, actor=actor, now=now)
        deliver_answer(
            uow, step.name, answer, instance_id=case, process_id=event.process_id, form_id=event.form,
            actor=actor, now=now, correlation=step.correlation,
        )  # fmt: skip


def _receiving(city: RehearsalCity, case: int, step: Send) -> Element | None:
    with city.looking() as connection:
        version = connection.execute(select(instance.c.definition_id).where(instance.c.id == case)).scalar_one()
        known = all_elements(bundle_of(city.services, connection, version))
        waiting = [each for each in receptions(connection, case) if each.name == step.name]
    found = (receiving(known, each.element, each.name) for each in waiting)
    return next((event for event in found if event is not None), None)


def outcome(replayed: Replayed, language: Language = "ko") -> Outcome:
    """Tell what came of a story: state, open tasks, the way it took, the data, the papers it wrote."""
    city, case, stopped = replayed.city, replayed.instance_id, replayed.stopped
    reason = stopped.refusal.text(language) if stopped else ""
    if not case:
        return Outcome("stopped", reason=reason)
    with city.looking() as connection:
        row = connection.execute(select(instance).where(instance.c.id == case)).one()
        events = history(connection, case, row.process_id)
        papers = [letter_of(city.services, connection, each.document_id) for each in case_documents(connection, case)]
        opened = tuple(each.element for each in open_work(connection, case))
    with begin(city.services) as uow:
        bundle = published_bundle(uow, row.definition_id)
        values = told(uow.connection, city.services.engine.values(bundle, row.state))
    return Outcome(
        state="stopped" if stopped else row.status,
        open=opened,
        path=tuple(
            element if process_id == row.process_id else called_id(process_id, element)
            for event in events
            for process_id, element, what in event.happened
            if what == "entered"
        ),
        values=plain(values),
        letters=tuple(written_out(paper) for paper in papers),
        stopped_at=stopped.step if stopped else 0,
        reason=reason,
    )
