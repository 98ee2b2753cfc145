"""A deadline is a date, a time or a duration."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.expressions.types import check_types
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

DAYS = frozenset({"date", "datetime", "timedelta"})


def look(subject: Subject) -> Iterator[Found]:
    """Find deadlines that are certainly something else."""
    for scope in subject.scopes:
        for element in scope.graph.nodes:
            due = subject.facts[element].due
            if due is not None:
                found = check_types(due.text, scope.types, subject.surroundings.functions).type
                if found.is_known and found.kind not in DAYS:
                    yield Found(element, {"kind": found})
