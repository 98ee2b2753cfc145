"""One case (진행 건): where it stands, the way it came, what may be sent to it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.responses import Response

from messages import Language
from workflows.clock import city_date
from workflows.queries import case as facts
from workflows.queries.elements import Element, all_elements, receiving
from workflows.queries.files import came_from_outside
from workflows.queries.history import Event, Step, history, steps
from workflows.queries.processes import bundle_of
from workflows.queries.readable_cases import case_facts
from workflows.queries.task_facts import task_facts
from workflows.rights import Case, Paper
from workflows.web.answer import readable_answers
from workflows.web.endpoint import Address
from workflows.web.pages.case_status import changes_for
from workflows.web.pages.documents import readable_documents
from workflows.web.pages.message import reception
from workflows.web.visit import Visit

Elements = dict[tuple[str, str], Element]


@dataclass(frozen=True, slots=True)
class Line:
    """One event of the history as it is read."""

    at: datetime
    title: str
    who: str
    note: str
    is_milestone: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as a row of the table."""

    name: str
    state: str
    who: str
    times: int
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One open task as a row."""

    task: facts.OpenTask
    who: str
    is_late: bool
    may_open: bool
    may_finish: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """A request that the visitor may send now."""

    subscription_id: int
    label: str


def show_case(visit: Visit) -> Response:
    """Show a case to whoever may read it."""
    case = _case(visit)
    known = all_elements(bundle_of(visit.services, visit.connection, case.definition_id))
    events = history(visit.connection, case.instance_id, case.process_id)
    passed = steps(events)
    tasks = _tasks(visit, case.instance_id)
    return visit.page(
        "case.html",
        case=case,
        tasks=tasks,
        incidents=facts.open_incidents(visit.connection, case.instance_id),
        waits=facts.timers(visit.connection, case.instance_id),
        deeds=_deeds(visit, case.instance_id, known),
        changes=changes_for(visit, case),
        halted=_halted(visit, case, events),
        steps=[_step_line(visit, each, known) for each in passed if _is_work(each, known)],
        history=[_line(visit, each, known) for each in reversed(events)],
        documents=readable_documents(visit, _facts(visit, case.instance_id)),
        answers=readable_answers(visit, _facts(visit, case.instance_id)),
        uploads=_files(visit, case.instance_id),
        diagram_marks=diagram_marks(
            visit, case.instance_id, case.process_id, passed, {line.task.element for line in tasks if line.is_late}
        ),
        element_name=_namer(case.process_id, known, visit.language),
    )


def send_diagram(visit: Visit) -> Response:
    """Send the diagram of the version that this case runs."""
    bundle = bundle_of(visit.services, visit.connection, _case(visit).definition_id)
    return Response(bundle.files[bundle.main], media_type="application/xml")


def _case(visit: Visit) -> facts.CaseDetail:
    number = visit.number("instance_id")
    visit.require_sight("case.read", case_facts(visit.connection, number), "instance", number)
    case = facts.case_detail(visit.connection, number)
    assert case is not None  # require_sight refuses what does not exist
    return case


def _files(visit: Visit, instance_id: int) -> list[facts.CaseFile]:
    case = _facts(visit, instance_id)

    def may_read(each: facts.CaseFile) -> bool:
        inside = not came_from_outside(visit.connection, each.uploaded_by, case)
        return each.uploaded_by == visit.person.person_id or visit.may("file.read", Paper(case, inside))

    return [each for each in facts.files(visit.connection, instance_id) if may_read(each)]


def _facts(visit: Visit, instance_id: int) -> Case:
    case = case_facts(visit.connection, instance_id)
    assert case is not None  # the case was read before
    return case


def _tasks(visit: Visit, instance_id: int) -> list[TaskLine]:
    lines = []
    for task in facts.open_tasks(visit.connection, instance_id):
        rights = task_facts(visit.connection, task.task_id, city_date(visit.now))
        late = task.due_at is not None and task.due_at <= visit.now
        may_open, may_finish = visit.may("task.read", rights), visit.may("task.finish", rights)
        lines.append(TaskLine(task, _holder(visit, task), late, may_open, may_finish))
    return lines


def _holder(visit: Visit, task: facts.OpenTask) -> str:
    if task.assignee is not None:
        return task.assignee(visit.language)
    if len(task.candidates) > 3:
        return visit.t("case.candidates", count=len(task.candidates))
    return ", ".join(name(visit.language) for name in task.candidates) or visit.t("case.nobody")


def _deeds(visit: Visit, instance_id: int, known: Elements) -> list[Deed]:
    found = []
    for each in facts.receptions(visit.connection, instance_id):
        event = receiving(known, each.element, each.name)
        if visit.may("case.message", reception(visit, instance_id, each.name, event)):
            found.append(Deed(each.subscription_id, (event.name(visit.language) if event else "") or each.name))
    return found


_SILENT = ("Gateway",)


def _halted(visit: Visit, case: facts.CaseDetail, events: tuple[Event, ...]) -> str:
    """Say who suspended the case, when and why; empty while it is not suspended."""
    if case.status != "suspended":
        return ""
    last = [event for event in events if event.kind == "suspended"][-1]
    who = last.actor(visit.language) if last.actor else visit.t("case.machine")
    return f"{visit.t('halt.since', name=who, at=visit.moment(last.at))} {last.reason}"


def _is_work(step: Step, known: Elements) -> bool:
    element = known.get((step.process_id, step.element))
    return element is not None and not element.kind.endswith(_SILENT)


def _step_line(visit: Visit, step: Step, known: Elements) -> StepLine:
    element = known[(step.process_id, step.element)]
    who = ", ".join(actor(visit.language) for actor in step.actors)
    machine = visit.t("case.machine") if element.kind in ("serviceTask", "businessRuleTask", "scriptTask") else ""
    closed = None if step.state == "active" else step.closed_at
    return StepLine(
        element.name(visit.language) or element.element,
        step.state,
        who or machine,
        step.entered,
        step.opened_at,
        closed,
    )


def _line(visit: Visit, event: Event, known: Elements) -> Line:
    named = {name: element for (_, name), element in known.items()}
    element = str(event.element or event.body.get("element", ""))
    name = named[element].name(visit.language) if element in named else str(event.body.get("message", element))
    who = event.actor(visit.language) if event.actor else visit.t("case.machine")
    milestones = _milestones(visit, event, known)
    return Line(
        at=event.at,
        title=visit.t.known(f"event.{event.kind}", event.kind).format(name=name),
        who=who,
        note=" · ".join(filter(None, (event.reason, *_hands(visit, event), *milestones))),
        is_milestone=bool(milestones) or event.kind in ("started", "cancelled"),
    )


def _hands(visit: Visit, event: Event) -> tuple[str, ...]:
    """Say out of whose hands a task was taken and into whose it went."""
    held = visit.t("case.held_by", name=event.holder(visit.language)) if event.holder else ""
    handed = visit.t("case.handed_to", name=event.receiver(visit.language)) if event.receiver else ""
    return held, handed


def _milestones(visit: Visit, event: Event, known: Elements) -> tuple[str, ...]:
    """Name what the case reached with this event, as its diagram names it (`jorye:milestone`)."""
    completed = ((process, element) for process, element, what in event.happened if what == "completed")
    named = (known[each].milestone(visit.language) for each in completed if each in known)
    return tuple(dict.fromkeys(name for name in named if name))


def diagram_marks(
    visit: Visit, instance_id: int, process_id: str, passed: tuple[Step, ...], late: Collection[str]
) -> list[dict[str, Any]]:
    """Mark on the diagram where a case stands (`late`: elements whose tasks are overdue) and the way it came."""
    stopped = {each.element for each in facts.open_incidents(visit.connection, instance_id)}
    marks = []
    for step in passed:
        if step.process_id != process_id:
            continue
        state: str = step.state
        if step.state == "active":
            state = "incident" if step.element in stopped else "overdue" if step.element in late else "active"
        label = visit.t(f"mark.{state}") if step.state == "active" else ""
        marks.append({"element": step.element, "state": state, "label": label})
    return marks


def _namer(process_id: str, known: Elements, language: Language) -> Callable[[str], str]:
    named = {name: element for (_, name), element in known.items()}

    def name_of(element: str) -> str:
        found = known.get((process_id, element)) or named.get(element)
        return (found.name(language) if found else "") or element

    return name_of


ADDRESSES = (
    Address("/cases/{instance_id:number}", show_case, "case.list"),
    Address("/cases/{instance_id:number}/diagram", send_diagram, "case.list"),
)
