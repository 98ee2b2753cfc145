"""The gate before publishing: a bundle with an error passes nowhere, whoever wants to store it."""

from __future__ import annotations

from functools import lru_cache

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused
from bpmn.rules import Surroundings, problems
from bpmn.rules.problem import Spoken
from workflows.instances.surroundings import surroundings
from workflows.runtime import Services


def refuse_errors(services: Services, bundle: Bundle) -> None:
    """Raise bpmn.engine.errors.Refused with every error the rules find in a bundle."""
    around = surroundings(services.operations, services.rules, services.functions)
    errors = _errors(_Question(services.engine, bundle, around))
    if errors:
        raise Refused(errors)


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
def _errors(question: _Question) -> tuple[Spoken, ...]:
    found = problems(question.bundle, question.surroundings, engine=question.engine)
    return tuple(problem for problem in found if problem.severity == "error")
