"""The rule of assignment that a task names exists."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._claims import claims
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find tasks that nobody could be found for."""
    known = subject.surroundings.assignments
    for element, rule in claims(subject, "assign"):
        if rule not in known:
            yield Found(element, {"assignment": rule, "known": ", ".join(sorted(known))})
