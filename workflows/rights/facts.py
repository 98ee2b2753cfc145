"""What the rights are asked about: who asks, and the page, process, case, task or paper they ask for."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Subject:
    """The person who asks, with the roles held today and the parties (신청인) spoken for."""

    person_id: int
    roles: frozenset[str]
    parties: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """A page that shows no case; `name` is only for the record."""

    name: str


@dataclass(frozen=True, slots=True)
class Process:
    """A process somebody may start or read about."""

    process_id: str
    start_roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A process instance and the people who took or take part in it."""

    instance_id: int
    process_id: str
    starter_id: int | None
    party_id: int | None
    participants: Container[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """A user task of a case; `barred` are those who finished an element this one must differ from."""

    case: Case
    role: str
    candidates: frozenset[int]
    assignee: int | None = None
    barred: frozenset[int] = frozenset()
    is_open: bool = True
    holders: frozenset[int] = frozenset()
    """Those of the candidates who were asked because they hold the task's role themselves."""
    leads: Container[int] = frozenset()
    """Those who lead a division in which the assignee works."""


@dataclass(frozen=True, slots=True)
class Reception:
    """A message a running case waits for, and the roles whose lane holds the event that receives it."""

    case: Case
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a file of a case; `is_inside` until it is issued to somebody outside, or came from outside."""

    case: Case
    is_inside: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """A process handed over for publishing, and everybody who wrote any of it."""

    process_id: str
    authors: frozenset[int]


Resource = Page | Process | Case | Task | Reception | Paper | Submission


@dataclass(frozen=True, slots=True)
class Context:
    """What else counts: the roles named by the lanes of each process."""

    lanes: Mapping[str, frozenset[str]] = field(default_factory=dict)
