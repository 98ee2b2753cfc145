"""Expressions fit the types of the variables they read."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.effects import Read
from bpmn.expressions import ExpressionFault
from bpmn.expressions.kinds import ANY
from bpmn.expressions.types import check_script_types, check_types
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.variables import Scope

NEVER = frozenset({"never_equal", "choice_unknown"})
"""Comparisons that can be made but always say the same: the rule `comparison_constant` tells them."""
ABSENT = frozenset({"name_unknown", "name_near"})


def look(subject: Subject) -> Iterator[Found]:
    """Find what would fail whenever it is evaluated."""
    for element, fault in faults(subject):
        if fault.code not in NEVER:
            yield Found(element, {"fault": fault})


def faults(subject: Subject) -> Iterator[tuple[str, ExpressionFault]]:
    """Give what types tell of every expression, with the element it belongs to."""
    for scope in subject.scopes:
        for element, effect in scope.effects.items():
            for read in effect.reads:
                yield from ((read.at or element, fault) for fault in _found(scope, element, read))


def _found(scope: Scope, element: str, read: Read) -> Iterator[ExpressionFault]:
    functions = scope.subject.surroundings.functions
    names = {**dict.fromkeys(read.names, ANY), **scope.types, **scope.effects[element].inner}
    if read.is_script:
        yield from _certain(check_script_types(read.text, names, functions).faults)
    elif read.text:
        yield from _certain(check_types(read.text, names, functions, wanted=read.wanted).faults)


def _certain(found: tuple[ExpressionFault, ...]) -> Iterator[ExpressionFault]:
    yield from (fault for fault in found if fault.code not in ABSENT)
