"""A variable is written on every way that leads to where it is read."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find reads that some way reaches without a write, each with the shortest such way."""
    for scope in subject.scopes:
        missed = {
            (element, read.at, name)
            for element, read, sure in scope.reads()
            for name in (read.names & scope.written.keys()) - sure - scope.given.keys()
        }
        for element, flow, name in sorted(missed):
            yield Found(flow or element, {"variable": name}, path=scope.way_without(element, name))
