"""Where a task would ask in vain who did another: by the new name of a step that was done under its old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bpmn.engine import Definition
from bpmn.engine.facts import Facts
from bpmn.moving.judgement import Reason


def unknown_doers(old: Definition, new: Definition, mapping: Mapping[str, str]) -> tuple[Reason, ...]:
    """Give a reason for each element that is gone, and of which nobody has said what stands for it.

    They concern cases in which it was done, and only where it matters who did an element that is new: `others` names
    those. An element that is mapped to itself has nothing that stands for it.
    """
    before, here = {facts.element for facts in _all(old)}, {facts.element for facts in _all(new)}
    asked = {element for facts in _all(new) for element in _asks_about(facts)}
    others = sorted((asked & here) - before - set(mapping.values()))
    gone = sorted(before - here - mapping.keys()) if others else []
    return tuple(Reason("doer_unknown", element, {"others": others}) for element in gone)


def _asks_about(facts: Facts) -> Iterator[str]:
    """Name the elements of which it matters who did them: others have to do this one, or the same person has."""
    yield from facts.distinct_from
    if facts.assign == "same_person" and facts.assign_to is not None:
        yield facts.assign_to.text.strip("'\"")


def _all(definition: Definition) -> Iterator[Facts]:
    for process in definition.facts.values():
        yield from process.values()
