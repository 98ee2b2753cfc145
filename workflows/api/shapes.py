"""What goes in and out as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """Strict: an unknown key is a mistake worth hearing about."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Credentials(Shape):
    """Who wants to sign in."""

    login: str = Field(max_length=100)
    password: str = Field(max_length=1000)


class Session(Shape):
    """An open session; send `token` as `Authorization: Bearer …`."""

    token: str
    expires_at: datetime


class Person(Shape):
    """Who is signed in."""

    person_id: int
    login: str
    name_ko: str
    name_en: str
    roles: list[str]


class TaskLine(Shape):
    """One line of the worklist; `due_on` is the last day to do it."""

    task_id: int
    instance_id: int
    element: str
    name_ko: str
    name_en: str
    case_title: str
    business_key: str
    process_id: str
    due_on: date | None
    due_clause: str
    mine: bool
    suspended: bool


class Worklist(Shape):
    """A page of the worklist; pass `next` as `after` for the following one."""

    tasks: list[TaskLine]
    next: str | None


class Task(Shape):
    """One task with its form document; `form` is empty for a task without one."""

    task_id: int
    instance_id: int
    element: str
    process_id: str
    name_ko: str
    name_en: str
    status: str
    opened_at: datetime
    due_on: date | None
    due_clause: str
    clauses: list[str]
    may_finish: bool
    form: dict[str, Any]


class Answer(Shape):
    """What a person fills in: field names to values, money as whole won, dates as `2027-03-02`."""

    values: dict[str, Any] = Field(default_factory=dict)


class Finished(Shape):
    """What a finished task led to."""

    task_id: int
    instance_id: int
    status: str


class CaseLine(Shape):
    """One line of the list of cases."""

    instance_id: int
    title: str
    business_key: str
    process_id: str
    status: str
    open_incidents: int
    started_at: datetime
    now_at: list[str]


class Cases(Shape):
    """A page of cases; pass `next` as `after` for the following one."""

    cases: list[CaseLine]
    next: str | None


class OpenTask(Shape):
    """A task that waits in a case."""

    task_id: int
    element: str
    name_ko: str
    name_en: str
    due_on: date | None


class Case(Shape):
    """One case: where it stands and what it would receive."""

    instance_id: int
    process_id: str
    business_key: str
    title: str
    status: str
    version_number: int
    started_at: datetime
    ended_at: datetime | None
    open_tasks: list[OpenTask]
    messages: list[str]


class Process(Shape):
    """A published process and the start events that the caller may use."""

    process_id: str
    number: int
    title: str
    title_en: str
    start_events: list[str]


class Start(Answer):
    """What a process is started with; `start_event` may be left out when there is only one."""

    start_event: str = ""


class Started(Shape):
    """A new case."""

    instance_id: int
    business_key: str


class Reason(Shape):
    """All that a request without a form brings into a case: nobody writes its other data past the forms."""

    reason: str = Field(default="", max_length=4000)


class Handover(Shape):
    """To whom a task goes, and why."""

    to: int = Field(gt=0, lt=2**63)
    reason: str = Field(default="", max_length=1000)


class Message(Shape):
    """A request to a case, by the name it waits for; `payload` is what its form asks, without one only a `reason`."""

    name: str = Field(max_length=100)
    payload: dict[str, Any] = Field(default_factory=dict)


class FieldProblem(Shape):
    """What is wrong with one field: its path in what was sent, and what to do."""

    path: str
    code: str
    message: str


class ProblemDetail(Shape):
    """What went wrong (`code`, `message`), where, and whether the very same request may succeed later."""

    code: str
    message: str
    where: str
    fields: list[FieldProblem]
    retryable: bool


class Problem(Shape):
    """The one shape of every refusal."""

    error: ProblemDetail


class Health(Shape):
    """Whether the service answers."""

    status: str
