"""Every variable that is read is written somewhere in the process."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.variables import Scope


def look(subject: Subject) -> Iterator[Found]:
    """Find names that nothing writes, in processes whose values all come from known places."""
    for scope in subject.scopes if subject.is_ours else ():
        known = {*scope.given, *scope.written}
        missed = {(read.at or element, name) for element, read, _ in scope.reads() for name in read.names - known}
        for element, name in sorted(missed) if not scope.is_open else ():
            yield Found(element, {"variable": name, "near": _near(name, scope)})


def _near(name: str, scope: Scope) -> str:
    near = get_close_matches(name, [*scope.given, *scope.written], 1, 0.7)
    return f" ({near[0]}?)" if near else ""
