"""The gate before publishing: a bundle with an error passes nowhere, whoever wants to store it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused
from bpmn.rules import Breach, Surroundings, problems
from bpmn.rules.problem import Spoken
from workflows.instances.surroundings import surroundings
from workflows.services import Services


def refuse_errors(services: Services, bundle: Bundle, on: date | None = None) -> None:
    """Raise bpmn.engine.errors.Refused with every error the rules find in a bundle that takes effect on a day."""
    errors = [problem for problem in _found(services, bundle, on) if problem.severity == "error"]
    if errors:
        raise Refused(errors)


def to_accept(services: Services, bundle: Bundle, on: date) -> tuple[Breach, ...]:
    """Give what the publisher has to accept by name before a bundle takes effect on a day."""
    breaches = (problem for problem in _found(services, bundle, on) if isinstance(problem, Breach))
    return tuple(breach for breach in breaches if breach.rule.needs_acceptance)


def _found(services: Services, bundle: Bundle, on: date | None) -> tuple[Spoken, ...]:
    around = surroundings(services.operations, services.rules, services.functions, on)
    return _problems(_Question(services.engine, bundle, around))


class _Question:
    """One bundle among certain surroundings: its answer does not change, so it is found once."""

    __slots__ = ("bundle", "engine", "surroundings")

    def __init__(self, engine: Engine, bundle: Bundle, around: Surroundings) -> None:
        self.engine = engine
        self.bundle = bundle
        self.surroundings = around

    def __hash__(self) -> int:
        return hash((self.bundle.digest, self.surroundings))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Question):
            return False
        return (self.bundle.digest, self.surroundings) == (other.bundle.digest, other.surroundings)


@lru_cache(maxsize=64)
def _problems(question: _Question) -> tuple[Spoken, ...]:
    return problems(question.bundle, question.surroundings, engine=question.engine)
