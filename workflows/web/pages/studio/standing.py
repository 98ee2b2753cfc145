"""Where a dry run stands, as its page shows it: who may do what next, the way so far, data, papers, faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

from bpmn.bundle import Bundle
from bpmn.examples import Finish, Send, StepTold, Story, Wait
from bpmn.play.outcome import plain
from tasks.documents.plain import plain as written_out
from tasks.registers import committees
from workflows.clock import city_date
from workflows.dispatcher import next_due
from workflows.queries import case as facts
from workflows.queries.documents import case_documents, letter_of
from workflows.queries.elements import Element, all_elements, receiving
from workflows.queries.history import Event, history, steps
from workflows.queries.task_facts import task_facts
from workflows.queries.viewer import Viewer, viewers
from workflows.rehearsal.pretend_files import told
from workflows.rehearsal.replay import Work, open_work
from workflows.rights import Action, Resource, decide
from workflows.web.fields import written_to_read
from workflows.web.pages.case import diagram_marks
from workflows.web.pages.message import reception
from workflows.web.pages.studio.frame import studio_words
from workflows.web.pages.studio.stage import Stage
from workflows.web.visit import Visit

Elements = dict[tuple[str, str], Element]
People = list[tuple[str, str]]
"""Login and name of everybody who may."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that waits; the page and its forms know it by `number`."""

    number: int
    work: Work
    name: str
    due_on: date | None
    is_late: bool
    people: People


@dataclass(frozen=True, slots=True)
class Awaited:
    """A message that the case would take now."""

    number: int
    name: str
    message: str
    correlation: str
    event: Element | None
    people: People


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the story in words; `again` says which form would tell it otherwise, empty where none."""

    number: int
    what: str
    who: str
    again: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A path to follow, in the names of its elements: what the case has passed of it in order, and what is to come."""

    passed: list[str]
    ahead: list[str]


@dataclass(frozen=True)
class Standing:
    """Everything that the page shows of a dry run."""

    story: Story
    now: datetime
    status: str
    tasks: list[OpenTask]
    awaited: list[Awaited]
    next_due: datetime | None
    steps: list[Told]
    marks: list[dict[str, Any]]
    path: list[str]
    values: list[tuple[str, str]]
    letters: list[tuple[str, str]]
    sent: list[tuple[str, str]]
    guide: Guide
    absent: list[str]
    without: list[str]
    """Names of who is away and of committees that are not set up, as the story says."""
    incidents: list[tuple[str, str]] = field(default_factory=list)


def standing(stage: Stage) -> Standing:
    """Look at the throw-away city as it is now."""
    with stage.seen_by() as twin:
        case = facts.case_detail(twin.connection, stage.case)
        assert case is not None  # the story has started it
        known, people = all_elements(stage.bundle), viewers(twin.connection, twin.now)
        tasks = open_tasks(stage, twin, people)
        events = history(twin.connection, stage.case, case.process_id)
        passed = steps(events)
        late = {each.work.element for each in tasks if each.is_late}
        papers = case_documents(twin.connection, stage.case)
        return Standing(
            story=stage.story,
            now=twin.now,
            status=case.status,
            tasks=tasks,
            awaited=awaited(stage, twin, people),
            next_due=next_due(stage.city.services),
            steps=list(_told(stage, twin, people)),
            marks=diagram_marks(twin, stage.case, case.process_id, passed, late),
            path=[_name(known, each.process_id, each.element, twin) for each in passed],
            values=list(_values(stage, twin)),
            letters=[
                (each.title, written_out(letter_of(twin.services, twin.connection, each.document_id)))
                for each in papers
            ],
            guide=_guide(stage.path, events, lambda element: _any_name(known, element, twin)),
            absent=[each.name(twin.language) for each in people if each.login in stage.story.given.absent],
            without=[_committee(twin, code) for code in stage.story.given.without],
            sent=[(each.operation, _text(each.parameters)) for each in stage.city.sent],
            incidents=[
                (_any_name(known, each.element, twin), each.message)
                for each in facts.open_incidents(twin.connection, stage.case)
            ],
        )


def open_tasks(stage: Stage, twin: Visit, people: tuple[Viewer, ...]) -> list[OpenTask]:
    """List the open tasks in the order in which they opened, with everybody who may finish each."""
    today, shown = city_date(twin.now), {each.task_id: each for each in facts.open_tasks(twin.connection, stage.case)}
    found = []
    for number, work in enumerate(open_work(twin.connection, stage.case)):
        task = shown[work.task_id]
        may = _who_may(twin, people, "task.finish", task_facts(twin.connection, work.task_id, today))
        late = task.due_at is not None and task.due_at <= twin.now
        found.append(OpenTask(number, work, task.name(twin.language), task.due_on, late, may))
    return found


def awaited(stage: Stage, twin: Visit, people: tuple[Viewer, ...]) -> list[Awaited]:
    """List what may be sent to the case, with everybody who may."""
    known, found = all_elements(stage.bundle), []
    for number, each in enumerate(facts.receptions(twin.connection, stage.case)):
        event = receiving(known, each.element, each.name)
        may = _who_may(twin, people, "case.message", reception(twin, stage.case, each.name, event))
        name = (event.name(twin.language) if event else "") or each.name
        found.append(Awaited(number, name, each.name, each.correlation, event, may))
    return found


def _committee(twin: Visit, code: str) -> str:
    found = committees.get(twin.connection, code)
    return found.name_en if twin.language == "en" else found.name_ko


def _guide(path: tuple[str, ...], events: tuple[Event, ...], name: Callable[[str], str]) -> Guide:
    at = 0
    for _, element, what in chain.from_iterable(event.happened for event in events):
        at += what == "entered" and path[at : at + 1] == (element,)
    return Guide([name(each) for each in path[:at]], [name(each) for each in path[at:]])


def _who_may(twin: Visit, people: tuple[Viewer, ...], action: Action, resource: Resource) -> People:
    return [
        (each.login, each.name(twin.language))
        for each in people
        if decide(each.subject, action, resource, twin.context).allowed
    ]


def _told(stage: Stage, twin: Visit, people: tuple[Viewer, ...]) -> Iterator[Told]:
    names = {each.login: each.name(twin.language) for each in people}
    known, start = all_elements(stage.bundle), stage.story.start
    yield Told(0, studio_words(twin)("try.started"), names.get(start.by, start.by), "start" if start.by else "")
    for number, step in enumerate(stage.story.steps, 1):
        yield Told(number, *_step(known, names, step, twin))


def _step(known: Elements, names: dict[str, str], step: StepTold, twin: Visit) -> tuple[str, str, str]:
    if isinstance(step, Finish):
        return _any_name(known, step.element, twin), names.get(step.by, step.by), "task"
    if isinstance(step, Wait):
        return twin.moment(step.until), "", ""
    assert isinstance(step, Send)
    event = next((each for each in known.values() if each.message == step.name), None)
    return (event.name(twin.language) if event else "") or step.name, names.get(step.by, step.by), "message"


def _values(stage: Stage, twin: Visit) -> Iterator[tuple[str, str]]:
    state = facts.state(twin.connection, stage.case)
    seen = stage.city.services.engine.values(stage.bundle, state)
    money = _money(stage.bundle)
    for name, value in told(twin.connection, seen).items():
        simple = not isinstance(value, dict | list | tuple)
        yield name, written_to_read(value, "money" if name in money else "", twin.language) if simple else _text(value)


def _money(bundle: Bundle) -> frozenset[str]:
    """Name what the forms ask as money: it stands in groups of three, while a year or a count is written plain."""
    ids = [name.removeprefix("forms/").removesuffix(".json") for name in bundle.files if name.startswith("forms/")]
    fields = [field for each in ids for field in bundle.form(bundle.process_id, each)["properties"].items()]
    return frozenset(name for name, schema in fields if schema.get("x-widget") == "money")


def _text(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, indent=1, default=str)


def _name(known: Elements, process_id: str, element: str, twin: Visit) -> str:
    found = known.get((process_id, element))
    return (found.name(twin.language) if found else "") or element


def _any_name(known: Elements, element: str, twin: Visit) -> str:
    found = next((each for (_, name), each in known.items() if name == element), None)
    return (found.name(twin.language) if found else "") or element
