"""A variable is written on every way that leads to where it is read."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.effects import UNTOLD, Read
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.variables import Names, Scope


def look(subject: Subject) -> Iterator[Found]:
    """Find reads that some way reaches without a write, each with the shortest such way."""
    for scope in subject.scopes:
        missed = {
            (element, read.at, name, writer)
            for element, read, sure in scope.reads()
            for name, writer in _missed(scope, read, sure)
        }
        for element, flow, name, writer in sorted(missed):
            yield Found(flow or element, {"variable": name}, path=scope.way_without(element, writer))


def _missed(scope: Scope, read: Read, sure: Names) -> Iterator[tuple[str, str]]:
    """Give each name that is not surely there, with what would have to be passed for it to be there.

    What nothing writes may have come from where nobody can tell; without such a place `variable_unknown` tells it.
    """
    for name in read.names - sure - scope.given.keys():
        if name in scope.written:
            yield name, name
        elif scope.subject.is_ours and scope.begins_told and scope.is_open and UNTOLD not in sure:
            yield name, UNTOLD
