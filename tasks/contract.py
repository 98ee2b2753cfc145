"""What the work receives and gives back: a service task's context and error, a question of assignment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from messages import Language, text


@dataclass(frozen=True, slots=True)
class ServiceContext:
    """Where a service task runs: inside whose transaction, when, for which case, and on whose behalf."""

    connection: Connection
    now: datetime
    """Aware UTC; the only clock an operation may use."""
    instance_id: int
    business_key: str
    process_id: str
    element: str
    actor_id: int | None
    """The person whose completed task led here; None when a timer or a schedule did."""
    idempotency_key: str
    """The same for every attempt of the same run: an external effect sent twice with it must count once."""


class ServiceError(Exception):
    """A business error of a service task: it goes to the boundary event that catches `code`, not to an operator.

    The words people read are `service.<code>`; `params` fill them.
    """

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Mapping[str, object] = params

    def text(self, language: Language = "ko") -> str:
        """Give the sentence to show, in the language asked for."""
        return text(f"service.{self.code}", language, **self.params)


@dataclass(frozen=True, slots=True)
class AssignmentRequest:
    """Who is asked for: the lane's role, the rule's argument, and what is known about the case."""

    role: str
    """Role code of the lane; several are separated by spaces."""
    argument: Any = None
    """Value of `jorye:assignTo`: a post, a committee, a person, an amount, an element, as the rule says."""
    instance_id: int = 0
    starter_id: int | None = None
    party_id: int | None = None
    finishers: Mapping[str, int] = field(default_factory=dict)
    """Element id → the person who finished it last in this case."""
    on: date = date.min
    """The day in Seoul for which the posts and deputies are looked up."""
