"""What runs side by side writes different variables."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import PEOPLE, kind
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject
from bpmn.rules.variables import Scope
from bpmn.rules.variables.beside import beside, repeated
from bpmn.rules.words import Quoted, Words


def look(subject: Subject) -> Iterator[Found]:
    """Find variables of which only the last write counts, and nobody knows which that is."""
    for scope in subject.scopes:
        read = {name for effect in scope.effects.values() for each in effect.reads for name in each.names}
        told: set[tuple[str, frozenset[str]]] = set()
        for pair in beside(scope):
            for name, one, other in pair.races():
                who = (name, frozenset({one, other}))
                if who not in told and (name in read or _by_people(scope, one, other)):
                    told.add(who)
                    yield Found(one, {"variable": name, "other": Quoted(subject.name_of(other))})
        for name, element in repeated(scope):
            if name in read or _by_people(scope, element):
                yield Found(element, {"variable": name, "other": Words("rules.variable_race.instance")})


def _by_people(scope: Scope, *elements: str) -> bool:
    """Tell whether people write; what only machines write and nothing reads is lost to nobody."""
    return all(kind(scope.graph.nodes[element]) in PEOPLE for element in elements)
