"""Who may do the tasks that opened: asks the assignment rules, leaves out who must not, as rows of the worklist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection

from tasks.assignment.standing import REST_ON_STANDING
from tasks.contract import AssignmentRequest
from tasks.registry import Rule
from workflows.errors import EngineStopped
from workflows.instances.finishers import Finishers
from workflows.instances.statements import STANDING

if TYPE_CHECKING:
    from workflows.services import Services

MOST_REMEMBERED = 4096
"""Answers kept; beyond it all are forgotten, for most rest on a day gone by."""


class Asked(Protocol):
    """What a rule is asked about a task: one that opens in the engine, or one that stands in the worklist."""

    @property
    def element(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def assign(self) -> str: ...
    @property
    def assign_to(self) -> Any: ...
    @property
    def distinct_from(self) -> Sequence[str]: ...


class Known(Protocol):
    """An instance: whose it is."""

    @property
    def id(self) -> int: ...
    @property
    def starter_id(self) -> int | None: ...
    @property
    def party_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules may know about the instance."""

    connection: Connection
    rules: Mapping[str, Rule]
    instance_id: int
    starter_id: int | None
    party_id: int | None
    on: date
    now_finished: Mapping[str, int]
    remembered: dict[Any, dict[int, int | None]]
    standing: tuple[Any, ...] | None = None
    """The row of `tasks.assignment.standing`, when it has been read already."""
    stands_for: Mapping[str, str] = field(default_factory=dict)
    """Old element → the one that stands for it in the version the case would move to."""

    @classmethod
    def seen(
        cls,
        services: Services,
        connection: Connection,
        instance: Known,
        on: date,
        stands_for: Mapping[str, str] | None = None,
    ) -> Case:
        """Give what the rules may know about an instance that is only looked at."""
        return cls(
            connection=connection,
            rules=services.rules,
            instance_id=instance.id,
            starter_id=instance.starter_id,
            party_id=instance.party_id,
            on=on,
            now_finished={},
            remembered=services.assignments,
            stands_for=stands_for or {},
        )


class Assignment:
    """Answers for many tasks of one instance at one moment, asking each distinct question once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._finishers = Finishers(case.connection, case.instance_id, case.now_finished, case.stands_for)
        self._answers: dict[tuple[str, str, str], dict[int, int | None]] = {}
        self._barred: dict[tuple[str, ...], frozenset[int]] = {}

    def candidates(self, work: Asked) -> dict[int, int | None]:
        """Give person id → the absent person they would act for (None: in their own right)."""
        question = (work.assign, work.role, repr(work.assign_to))
        if question not in self._answers:
            self._answers[question] = self._ask(work)
        apart = tuple(work.distinct_from)
        if apart not in self._barred:
            self._barred[apart] = self._finishers.barred(apart)
        barred = self._barred[apart]
        return {person: absent for person, absent in self._answers[question].items() if person not in barred}

    def _ask(self, work: Asked) -> dict[int, int | None]:
        """Ask the rule, or remember what it said in the same standing to the same question on the same day."""
        if work.assign not in REST_ON_STANDING:
            return self._ask_rule(work)
        key = (*self._standing, self._case.on, work.assign, work.role, repr(work.assign_to))
        found = self._case.remembered.get(key)
        if found is None:
            found = self._ask_rule(work)
            if len(self._case.remembered) >= MOST_REMEMBERED:
                self._case.remembered.clear()
            self._case.remembered[key] = found
        return found

    @cached_property
    def _standing(self) -> tuple[Any, ...]:
        if self._case.standing is not None:
            return self._case.standing
        return tuple(STANDING(self._case.connection, {"instance_id": self._case.instance_id}).fetchone())

    def _ask_rule(self, work: Asked) -> dict[int, int | None]:
        rule = self._case.rules.get(work.assign)
        if rule is None:
            raise EngineStopped(element=work.element, reason=f"jorye:assign=“{work.assign}”?")
        request = AssignmentRequest(
            role=work.role,
            argument=work.assign_to,
            instance_id=self._case.instance_id,
            starter_id=self._case.starter_id,
            party_id=self._case.party_id,
            finishers=self._finishers,
            on=self._case.on,
        )
        seats = rule.seats(self._case.connection, request)
        # Who may do it in their own right does it so, even when they could also stand in for somebody.
        return {seat.person_id: seat.stands_in_for for seat in sorted(seats, key=lambda each: not each.is_proxy)}
