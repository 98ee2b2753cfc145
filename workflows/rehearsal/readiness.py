"""What keeps a draft from being tried: whatever would stop it on its way.

What only leads astray or falls short of the law is seen best by trying it, and is kept back before publishing.
"""

from __future__ import annotations

from functools import lru_cache

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused
from bpmn.rules import Breach, problems
from bpmn.rules.problem import Spoken
from workflows.instances.surroundings import installed
from workflows.rehearsal.held import Held

SEEN_BY_TRYING = frozenset({"soundness", "law"})
"""Families of rules of which an error does not keep a process from running."""


def require_running(engine: Engine, bundle: Bundle) -> None:
    """Raise Refused with every error of a bundle that would stop it on its way."""
    errors = _errors(engine, Held.of(bundle))
    if errors:
        raise Refused(errors)


@lru_cache(maxsize=16)
def _errors(engine: Engine, held: Held) -> tuple[Spoken, ...]:
    found = problems(held.bundle, installed(), engine=engine)
    return tuple(each for each in found if each.severity == "error" and not _is_seen_by_trying(each))


def _is_seen_by_trying(problem: Spoken) -> bool:
    return isinstance(problem, Breach) and problem.rule.family in SEEN_BY_TRYING
